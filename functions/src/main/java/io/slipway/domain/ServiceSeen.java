package io.slipway.domain;

import java.time.Instant;
import java.util.List;

/**
 * A service and its tasks, as ECS tells them.
 *
 * @param events the last of them, newest first
 * @param tasks those that run, or are about to
 * @param stopped those that stopped in the last hour or so, as long as ECS knows them; newest first
 */
public record ServiceSeen(
    String name,
    String cluster,
    String status,
    int desired,
    int running,
    int pending,
    List<Happening> events,
    List<TaskSeen> tasks,
    List<TaskSeen> stopped) {

  /** What ECS says has happened to a service. */
  public record Happening(Instant time, String message) {}

  public ServiceSeen {
    events = List.copyOf(events);
    tasks = List.copyOf(tasks);
    stopped = List.copyOf(stopped);
  }
}
