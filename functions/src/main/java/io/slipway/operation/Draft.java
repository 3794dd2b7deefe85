package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.store.ApplicationChange;
import java.util.List;
import java.util.Optional;

/**
 * What an operation is going to do, decided before anything is written.
 *
 * @param application its name as it was created, whatever the request's case
 * @param locks the groups of environments that nobody else may change meanwhile
 * @param plan the facts its steps need, with the snapshot of what is live; becomes JSON
 * @param message what it does, for people
 * @param change what it does to the application itself as soon as it starts
 * @param alarms names of the CloudWatch alarms that end it by going off
 */
public record Draft(
    ApplicationName application,
    List<EnvironmentGroup> locks,
    Record plan,
    String message,
    Optional<ApplicationChange> change,
    List<String> alarms) {

  /** The draft of an operation that no alarm watches. */
  public Draft(
      ApplicationName application,
      List<EnvironmentGroup> locks,
      Record plan,
      String message,
      Optional<ApplicationChange> change) {
    this(application, locks, plan, message, change, List.of());
  }
}
