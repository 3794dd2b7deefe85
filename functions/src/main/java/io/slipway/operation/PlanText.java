package io.slipway.operation;

import io.slipway.aws.DefinitionChange;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.operation.Planned.Finding;
import io.slipway.operation.Planned.OfRelease;
import io.slipway.operation.Planned.OfStack;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a plan down for people: {@code +} comes, {@code ~} changes, {@code -} goes. */
public final class PlanText {

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  /** The whole plan, with a line feed at its end. */
  public static String of(Planned plan) {
    var text = new PlanText();
    text.line(plan.message());
    plan.operations().forEach(text::operation);
    plan.stacks().forEach(text::stack);
    plan.releases().forEach(text::release);
    text.line("");
    text.line("Nothing has been changed.");
    return text.text.toString();
  }

  private void operation(Planned.Step step) {
    line("");
    line(step.request());
    line("  " + step.message());
    step.refused().forEach(one -> line("  would be refused (" + one.code() + "): " + one.reason()));
  }

  private void stack(OfStack stack) {
    line("");
    line(
        "stack "
            + stack.stack()
            + (stack.finding() == Finding.SAME ? ": nothing changes" : "")
            + stack
                .reason()
                .map(reason -> ": what is made anew is not known: " + reason)
                .orElse(""));
    if (!stack.told().isEmpty()) {
      line("  is told first, what changes nothing: " + String.join(", ", stack.told()));
    }
    var resources = new TreeMap<String, Optional<ResourceChangeSeen>>();
    stack.differences().forEach(one -> resources.put(one.resource(), Optional.empty()));
    stack.resources().forEach(one -> resources.put(one.logicalId(), Optional.of(one)));
    resources.forEach((id, seen) -> resource(seen, in(stack, id)));
  }

  private static List<TemplateDifference> in(OfStack stack, String resource) {
    return stack.differences().stream().filter(one -> one.resource().equals(resource)).toList();
  }

  private void resource(Optional<ResourceChangeSeen> seen, List<TemplateDifference> differences) {
    line("  " + seen.map(PlanText::seen).orElseGet(() -> unseen(differences.getFirst())));
    differences.stream()
        .filter(one -> !one.path().isEmpty())
        .forEach(
            one ->
                line(
                    "      "
                        + sign(one.kind().name())
                        + " "
                        + one.path()
                        + values(one.from(), one.to())));
    if (differences.isEmpty()) {
      seen.filter(one -> !one.properties().isEmpty())
          .ifPresent(
              one ->
                  line(
                      "      ~ "
                          + String.join(", ", one.properties())
                          + ", as what it refers to changes"));
    }
  }

  private static String seen(ResourceChangeSeen seen) {
    var sign =
        switch (seen.action()) {
          case "Add" -> "+";
          case "Remove" -> "-";
          default -> "~";
        };
    return sign
        + " "
        + seen.logicalId()
        + " ("
        + seen.type()
        + ")"
        + switch (seen.replacement()) {
          case NO -> "";
          case PERHAPS -> ", may be made anew";
          case YES -> ", is made anew";
        };
  }

  private static String unseen(TemplateDifference one) {
    return "~ " + one.resource() + " (" + one.type() + ")";
  }

  private void release(OfRelease release) {
    line("");
    line(
        "task definition of "
            + release.place()
            + ": "
            + switch (release.finding()) {
              case CHANGES, SAME, UNKNOWN ->
                  release.from().orElse("")
                      + release.version().map(version -> ", deployed with " + version).orElse("")
                      + (release.finding() == Finding.SAME ? ": the same again" : "");
              case COMES -> "comes with the stack";
              case GOES -> "goes with the stack";
              case NOTHING_DEPLOYED -> "nothing has been deployed";
            });
    if (!release.parametersFrom().equals(release.parametersTo())) {
      line(
          "  ~ parameters: "
              + version(release.parametersFrom())
              + " -> "
              + version(release.parametersTo()));
    }
    release.changes().forEach(this::change);
  }

  private static String version(Optional<Integer> version) {
    return version.map(number -> "version " + number).orElse("none");
  }

  private void change(DefinitionChange change) {
    line(
        "  "
            + sign(change.kind().name())
            + " "
            + change.path()
            + values(change.from(), change.to()));
  }

  private static String sign(String kind) {
    return switch (kind) {
      case "ADDED" -> "+";
      case "REMOVED" -> "-";
      default -> "~";
    };
  }

  private static String values(Optional<String> from, Optional<String> to) {
    if (from.isEmpty() && to.isEmpty()) {
      return "";
    }
    return ": " + Stream.of(from, to).flatMap(Optional::stream).collect(Collectors.joining(" -> "));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
