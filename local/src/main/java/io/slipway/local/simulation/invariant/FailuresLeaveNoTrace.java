package io.slipway.local.simulation.invariant;

import io.slipway.domain.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** R1: what did not succeed leaves everything as it was when it began. */
final class FailuresLeaveNoTrace extends Rule {

  FailuresLeaveNoTrace(Journal journal) {
    super(
        "R1",
        "an operation that fails, is rolled back or aborted leaves revisions, numbers of tasks and"
            + " weights as it found them",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    for (var trail : journal.justEnded()) {
      if (trail.before != null
          && !trail.isWhole()
          && !trail.state.equals("SUCCEEDED")
          && !disturbed(
              view,
              trail.application,
              trail.plannedFrom(),
              Interference.Kind.BY_HAND,
              Interference.Kind.SCALING)) {
        found.addAll(differences(trail, Shape.of(view, trail.application)));
      }
    }
    return found;
  }

  private List<String> differences(Trail trail, Shape now) {
    var found = new ArrayList<String>();
    trail
        .before
        .services()
        .forEach(
            (place, before) -> {
              var after = now.services().get(place);
              if (trail.groups.contains(place.group())
                  && !before.equals(after)
                  && !wasDeployed(trail, place)) {
                found.add(
                    "%s ended %s and leaves %s, not %s"
                        .formatted(trail, trail.state, after, before));
              }
            });
    trail.before.weights().forEach((rule, before) -> compare(trail, rule, before, now, found));
    return found;
  }

  private static void compare(
      Trail trail, String rule, Map<String, Integer> before, Shape now, List<String> found) {
    boolean concerned =
        before.keySet().stream()
            .flatMap(group -> trail.before.placeOf(group).stream())
            .anyMatch(place -> trail.groups.contains(place.group()));
    var after = now.weights().getOrDefault(rule, Map.of());
    if (concerned && !before.equals(after)) {
      found.add(
          "%s ended %s and leaves the weights %s, not %s"
              .formatted(trail, trail.state, Forwards.told(after), Forwards.told(before)));
    }
  }

  /** One place of several may have got the release for good. */
  private boolean wasDeployed(Trail trail, Place place) {
    boolean deployed = false;
    for (var event : journal.log()) {
      if (event.operationId().equals(trail.id)) {
        if (event.what().equalsIgnoreCase("CheckRollout " + place + " DONE")) {
          deployed = true;
        } else if (event.what().toLowerCase(java.util.Locale.ROOT).contains("restore")) {
          deployed &= !event.what().toLowerCase(java.util.Locale.ROOT).contains(place.toString());
        }
      }
    }
    return deployed && trail.groups.size() == 1 && !place.isSlot();
  }
}
