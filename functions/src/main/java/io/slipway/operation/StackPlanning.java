package io.slipway.operation;

import io.slipway.aws.StackState;
import io.slipway.domain.ApplicationName;
import io.slipway.operation.Planned.Finding;
import io.slipway.operation.StackProposals.Said;
import io.slipway.operation.StackProposals.Wanted;
import io.slipway.operation.UpdateSurvey.Surveyed;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Says what becomes of stacks: by what their templates say, and by what CloudFormation does. */
final class StackPlanning {

  private final StackProposals proposals;
  private final StackValues values;
  private final StackPriorities priorities;

  StackPlanning(Platform platform) {
    this.proposals = new StackProposals(platform);
    this.values = new StackValues(platform);
    this.priorities = new StackPriorities(platform);
  }

  /**
   * What CloudFormation has been asked, until it is closed.
   *
   * @param stacks all that the plan is about
   * @param values of the parameters of each stack's new template, by its name
   * @param proposals none where no stack changes, or none can be asked about
   */
  record Asked(
      List<Surveyed> stacks,
      Map<String, SortedMap<String, String>> values,
      Optional<StackProposals.Asked> proposals)
      implements AutoCloseable {

    @Override
    public void close() {
      proposals.ifPresent(StackProposals.Asked::close);
    }
  }

  /**
   * Has CloudFormation begin to find out what changes.
   *
   * @param former the specification that the stacks were made from
   * @param next the one that they are to be brought to
   */
  Asked ask(
      ApplicationName application,
      Specification former,
      Specification next,
      List<Surveyed> stacks) {
    var following = new HashMap<String, SortedMap<String, String>>();
    for (var one : stacks) {
      var update = one.update();
      var values =
          this.values.following(application, update, one.next().parameters(), former, next);
      values.putAll(priorities.foreseen(update, one.next()));
      following.put(update.name(), values);
    }
    var wanted =
        stacks.stream()
            .filter(one -> one.update().changes() && one.stack().state() == StackState.READY)
            .map(one -> new Wanted(one.stack(), one.next(), following.get(one.update().name())))
            .toList();
    return new Asked(
        stacks,
        following,
        wanted.isEmpty() ? Optional.empty() : Optional.of(proposals.ask(wanted)));
  }

  /**
   * What becomes of each of them.
   *
   * @param latest until when CloudFormation is listened to
   */
  List<Planned.OfStack> of(Asked asked, Instant latest) {
    var said = asked.proposals().map(open -> open.hear(latest)).orElse(Map.of());
    return asked.stacks().stream()
        .map(
            one ->
                of(
                    one,
                    asked.values().get(one.update().name()),
                    Optional.ofNullable(said.get(one.update().name()))))
        .toList();
  }

  private static Planned.OfStack of(
      Surveyed one, Map<String, String> following, Optional<Said> said) {
    var update = one.update();
    var differences =
        TemplateDifferences.between(one.former(), update.values(), one.next().tree(), following);
    boolean known = !update.changes() || said.filter(Said::known).isPresent();
    var resources =
        said.map(heard -> VersionChanges.of(heard.changes(), differences, one.next(), following))
            .orElse(List.of());
    boolean same = resources.isEmpty() && differences.isEmpty();
    return new Planned.OfStack(
        update.name(),
        update.stack().environment(),
        finding(known, same),
        known
            ? Optional.empty()
            : said.map(Said::reason).or(() -> Optional.of("it is " + one.stack().status())),
        update.changes() ? told(update) : List.of(),
        resources,
        differences);
  }

  private static Finding finding(boolean known, boolean same) {
    if (!known) {
      return Finding.UNKNOWN;
    }
    return same ? Finding.SAME : Finding.CHANGES;
  }

  private static List<String> told(StackUpdate update) {
    return update.values().entrySet().stream()
        .filter(value -> !value.getValue().equals(update.had().get(value.getKey())))
        .map(Map.Entry::getKey)
        .sorted()
        .collect(Collectors.toList());
  }
}
