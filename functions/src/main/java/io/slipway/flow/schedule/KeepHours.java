package io.slipway.flow.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.StatusAction;
import io.slipway.domain.WorkingHours;
import io.slipway.operation.Executions;
import io.slipway.operation.Planners;
import io.slipway.operation.SetStatusRequest;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.Inventory;
import io.slipway.store.Schedules;
import io.slipway.store.Schedules.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops and starts environments when their hours say so: each change once, by an operation like any
 * other. While another operation has the lock, it is tried again in the next minute, until the next
 * change takes its place. Invoked by a schedule, every minute.
 */
public final class KeepHours extends Step<JsonNode, KeepHours.Output> {

  /** What has not been begun by then is so in one of the next minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final String BY = "schedule";

  private final Schedules schedules;
  private final Applications applications;
  private final Inventory inventory;
  private final Events events;
  private final Planners planners;
  private final Executions executions;
  private final Clock clock;

  /**
   * What was done.
   *
   * @param started the operations that have begun
   * @param left the applications whose turn has not come, and why
   */
  public record Output(List<String> started, List<String> left) {}

  public KeepHours() {
    this(Platform.fromEnvironment());
  }

  public KeepHours(Platform platform) {
    super(JsonNode.class);
    this.schedules = new Schedules(platform);
    this.applications = new Applications(platform);
    this.inventory = new Inventory(platform);
    this.events = new Events(platform);
    this.planners = new Planners(platform);
    this.executions = new Executions(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode scheduled) {
    var output = new Output(new ArrayList<>(), new ArrayList<>());
    var now = clock.instant();
    for (var schedule : schedules.all()) {
      var change = schedule.hours().latest(now);
      if (change.at().isAfter(schedule.doneUntil())) {
        if (clock.instant().isAfter(now.plus(LONGEST))) {
          output.left().add(schedule.application() + ": there was no time");
        } else {
          attempt(schedule, change, output);
        }
      }
    }
    return output;
  }

  /** What goes wrong with one application is no other's concern; it is tried again. */
  private void attempt(Schedule schedule, WorkingHours.Change change, Output output) {
    try {
      keep(schedule, change, output);
    } catch (RetryLater | AwsRefused | ResourceMissing e) {
      output.left().add(schedule.application() + ": " + e.getMessage());
    }
  }

  private void keep(Schedule schedule, WorkingHours.Change change, Output output) {
    var application =
        applications
            .find(schedule.application())
            .filter(found -> found.createdAt().equals(schedule.made()));
    if (application.isEmpty()) {
      schedules.remove(schedule.application());
      return;
    }
    var environments = concerned(application.get(), schedule.hours(), change);
    if (!environments.isEmpty()) {
      try {
        begin(schedule, change, environments, output);
      } catch (Rejected e) {
        if (isPassing(e)) {
          output.left().add(schedule.application() + ": " + e.getMessage());
          return;
        }
        events.put(
            schedule.application(),
            BY,
            "SCHEDULE_SKIPPED",
            "did not " + change.action() + ": " + e.getMessage(),
            BY);
      }
    }
    schedules.done(schedule, change.at());
  }

  /** Somebody else has the lock, or waits for it, or the application is being made. */
  private static boolean isPassing(Rejected e) {
    return e.code().equals("busy") || e.code().equals("not-usable");
  }

  /**
   * Those that there is something to do in. What was stopped before the hours ended stays stopped:
   * somebody wanted it so.
   */
  private List<Environment> concerned(
      Application application, WorkingHours hours, WorkingHours.Change change) {
    var ended = hours.latest(change.at().minusMillis(1)).at();
    return inventory.of(application.name()).stream()
        .filter(entry -> hours.environments().contains(entry.place().environment()))
        .filter(
            entry ->
                change.action() == StatusAction.STOP
                    ? entry.stopped().isEmpty() && entry.release().isPresent()
                    : stoppedSince(entry, ended))
        .map(entry -> entry.place().environment())
        .toList();
  }

  private static boolean stoppedSince(InventoryEntry entry, Instant moment) {
    return entry.stopped().filter(stopped -> !stopped.since().isBefore(moment)).isPresent();
  }

  /** The same change is the same operation, however often it is tried. */
  private void begin(
      Schedule schedule,
      WorkingHours.Change change,
      List<Environment> environments,
      Output output) {
    var id = BY + "-" + schedule.application().key() + "-" + change.at().getEpochSecond();
    var request =
        new SetStatusRequest(
            schedule.application(),
            change.action(),
            Json.tree(environments),
            Optional.empty(),
            Optional.empty());
    var operation =
        planners
            .admission(OperationKind.SET_STATUS)
            .admit(id, Json.tree(request), BY, Optional.empty());
    boolean unused = executions.startOwn(operation);
    output.started().add(id);
  }
}
