package io.slipway.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.PipelineStage.Approval;
import io.slipway.domain.PipelineStage.Deploy;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceEvent;
import io.slipway.domain.SourceFilter;
import io.slipway.domain.Span;
import io.slipway.runtime.Json;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages of a rule, as they are written: words, or objects of one key. */
final class StageReading {

  private static final String ALLOWED =
      "\"build\", {\"deploy\": [environments]}, \"idle\", \"approval\", {\"approval\":"
          + " {\"within\": …}} and \"release\" are allowed, but got ";

  private static final Form<ApprovalForm> APPROVAL = new Form<>(ApprovalForm.class, Naming.CAMEL);

  private StageReading() {}

  record ApprovalForm(
      @Key(says = "how long a person has, 1 minute to 14 days", byDefault = "604800")
          Wait within) {}

  /** The stages; fewer where something is wrong, which is then said. */
  static List<PipelineStage> read(JsonNode then, String path, Problems problems) {
    if (!then.isArray() || then.isEmpty() || then.size() > PipelineRule.MOST_STAGES) {
      problems.add(
          path,
          "a list of 1 to "
              + PipelineRule.MOST_STAGES
              + " stages is expected, but got "
              + (then.isArray() ? "one of " + then.size() : Json.kind(then)));
      return List.of();
    }
    int before = problems.count();
    var stages = new ArrayList<PipelineStage>();
    for (int i = 0; i < then.size(); i++) {
      stage(then.get(i), path + "[" + i + "]", problems).ifPresent(stages::add);
    }
    if (problems.count() == before) {
      order(stages, path, problems);
    }
    return stages;
  }

  private static Optional<PipelineStage> stage(JsonNode written, String path, Problems problems) {
    if (written.isTextual()) {
      return word(written, path, problems);
    }
    if (written.isObject() && written.size() == 1 && written.has("deploy")) {
      return deploy(written.get("deploy"), path + ".deploy", problems);
    }
    if (written.isObject() && written.size() == 1 && written.has("approval")) {
      return approval(written.get("approval"), path + ".approval", problems);
    }
    problems.add(path, ALLOWED + (written.isObject() ? "another object" : Json.kind(written)));
    return Optional.empty();
  }

  private static Optional<PipelineStage> word(JsonNode written, String path, Problems problems) {
    return switch (written.textValue()) {
      case "build" -> Optional.of(new PipelineStage.Build());
      case "idle" -> Optional.of(new PipelineStage.Idle());
      case "approval" -> Optional.of(new Approval(Approval.USUAL));
      case "release" -> Optional.of(new PipelineStage.Release());
      default -> {
        problems.add(path, ALLOWED + Json.kind(written));
        yield Optional.empty();
      }
    };
  }

  private static Optional<PipelineStage> deploy(JsonNode names, String path, Problems problems) {
    if (!names.isArray() || names.isEmpty()) {
      problems.add(path, "a list of environments is expected, but got " + Json.kind(names));
      return Optional.empty();
    }
    int before = problems.count();
    var environments = new ArrayList<Environment>();
    for (int i = 0; i < names.size(); i++) {
      var at = path + "[" + i + "]";
      environment(names.get(i), at, problems)
          .ifPresent(
              found -> {
                if (environments.contains(found)) {
                  problems.add(at, "'" + found + "' stands there already");
                }
                environments.add(found);
              });
    }
    return problems.count() == before ? Optional.of(new Deploy(environments)) : Optional.empty();
  }

  private static Optional<Environment> environment(JsonNode name, String at, Problems problems) {
    try {
      var found = Environment.of(name.isTextual() ? name.textValue() : Json.kind(name));
      if (found != Environment.PROD) {
        return Optional.of(found);
      }
      problems.add(at, "production is deployed to by the stage \"idle\"");
    } catch (Rejected e) {
      e.faults().forEach(fault -> problems.add(at, fault.message()));
    }
    return Optional.empty();
  }

  private static Optional<PipelineStage> approval(JsonNode form, String path, Problems problems) {
    var within = APPROVAL.read(form, path, problems::add).map(read -> read.within().duration());
    if (within.filter(some -> some.compareTo(Approval.SHORTEST) < 0).isPresent()) {
      problems.add(
          path + ".within",
          "at least "
              + Span.of(Approval.SHORTEST)
              + " is allowed, but got "
              + Span.of(within.get()));
      return Optional.empty();
    }
    return within.map(Approval::new);
  }

  /** What has to come before what. */
  private static void order(List<PipelineStage> stages, String path, Problems problems) {
    for (int i = 0; i < stages.size(); i++) {
      var at = path + "[" + i + "]";
      var stage = stages.get(i);
      boolean idle =
          stages.subList(0, i).stream().anyMatch(before -> before instanceof PipelineStage.Idle);
      if (stage instanceof PipelineStage.Build && i > 0) {
        problems.add(at, "\"build\" is allowed as the first stage only");
      } else if (stage instanceof PipelineStage.Release && !idle) {
        problems.add(
            at,
            "\"release\" needs \"idle\" before it: what waits in the idle slot would be"
                + " another image otherwise");
      } else if (stage instanceof Approval && stages.size() == 1) {
        problems.add(at, "an approval of nothing: a stage has to stand before or after it");
      }
    }
  }

  /** Whether stages go with what a rule is for; says what does not. */
  static boolean fit(List<PipelineStage> then, SourceFilter when, String path, Problems problems) {
    int before = problems.count();
    for (int i = 0; i < then.size(); i++) {
      boolean build = then.get(i) instanceof PipelineStage.Build;
      var at = path + "[" + i + "]";
      if (build && when.events().contains(SourceEvent.IMAGE)) {
        problems.add(at, "\"build\" is not allowed for the event image: it is built already");
      }
      if (!build && when.forks()) {
        problems.add(at, "pull requests from forks get \"build\" only");
      }
    }
    return problems.count() == before;
  }
}
