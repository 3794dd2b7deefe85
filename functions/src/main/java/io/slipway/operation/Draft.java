package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.store.Adoption;
import io.slipway.store.ApplicationChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an operation is going to do, decided before anything is written.
 *
 * @param application its name as it was created, whatever the request's case
 * @param locks the groups of environments that nobody else may change meanwhile
 * @param plan the facts its steps need, with the snapshot of what is live; becomes JSON
 * @param message what it does, for people
 * @param change what it does to the application itself as soon as it starts
 * @param alarms names of the CloudWatch alarms that end it by going off
 * @param adoptions rows of the inventory that it corrects as it starts
 */
public record Draft(
    ApplicationName application,
    List<EnvironmentGroup> locks,
    Record plan,
    String message,
    Optional<ApplicationChange> change,
    List<String> alarms,
    List<Adoption> adoptions) {

  /** The draft of an operation that finds everything as it was left. */
  public Draft(
      ApplicationName application,
      List<EnvironmentGroup> locks,
      Record plan,
      String message,
      Optional<ApplicationChange> change,
      List<String> alarms) {
    this(application, locks, plan, message, change, alarms, List.of());
  }

  /** The draft of an operation that no alarm watches. */
  public Draft(
      ApplicationName application,
      List<EnvironmentGroup> locks,
      Record plan,
      String message,
      Optional<ApplicationChange> change) {
    this(application, locks, plan, message, change, List.of());
  }

  /** The same, built on what somebody has changed by hand. */
  Draft adopting(List<Adoption> taken) {
    return taken.isEmpty()
        ? this
        : new Draft(
            application,
            locks,
            plan,
            message
                + ", and takes over what was changed past Slipway in "
                + taken.stream()
                    .map(adoption -> adoption.now().place().toString())
                    .collect(Collectors.joining(", ")),
            change,
            alarms,
            taken);
  }
}
