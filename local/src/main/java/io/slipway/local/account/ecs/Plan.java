package io.slipway.local.account.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a service does next towards its desired count, given its percentages: how many tasks of the
 * primary deployment start, and which tasks stop. A pure function of what is seen.
 *
 * <p>Never more than {@code maximumPercent} (rounded down) of the desired count are to run, and no
 * healthy task is stopped where fewer than {@code minimumHealthyPercent} (rounded up) would be left
 * (ECS developer guide, "Service definition parameters").
 */
record Plan(int start, List<String> stop) {

  /** How a task that is to run stands. */
  enum Standing {
    STARTING,
    HEALTHY,
    FAILED
  }

  /** A task that is to run; {@code primary}: it is the primary deployment's. */
  record Seen(String id, boolean primary, Standing standing) {}

  /**
   * @param stalled the primary deployment has failed, and there is nothing to roll back to
   * @param proven a task of the primary deployment has been healthy
   */
  record Demand(
      int desired, int minimumPercent, int maximumPercent, boolean stalled, boolean proven) {

    int lower() {
      return Math.ceilDiv(desired * minimumPercent, 100);
    }

    int upper() {
      return desired * maximumPercent / 100;
    }
  }

  /** {@code tasks}: oldest first. */
  static Plan of(Demand demand, List<Seen> tasks) {
    var primary = tasks.stream().filter(Seen::primary).toList();
    var old = tasks.stream().filter(task -> !task.primary()).toList();
    if (demand.stalled()) {
      return new Plan(0, ids(tasks, Standing.FAILED));
    }
    var surplus = surplus(demand, primary);
    List<String> stop = new ArrayList<>(surplus);
    stop.addAll(failed(demand, primary, tasks.size()));
    var left = tasks.stream().filter(task -> !surplus.contains(task.id())).toList();
    stop.addAll(replaced(demand, left, old));
    int missing = demand.desired() - count(primary, Standing.STARTING, Standing.HEALTHY);
    int room = demand.upper() - (tasks.size() - stop.size());
    return new Plan(Math.max(0, Math.min(missing, room)), List.copyOf(stop));
  }

  /** An unhealthy task stays until its replacement is healthy, where there is room for both. */
  private static List<String> failed(Demand demand, List<Seen> primary, int all) {
    var failed = ids(primary, Standing.FAILED);
    boolean replaced = count(primary, Standing.HEALTHY) >= demand.desired();
    if (replaced || !demand.proven()) {
      return failed;
    }
    boolean waiting =
        all < demand.upper()
            || count(primary, Standing.STARTING, Standing.HEALTHY) >= demand.desired();
    return waiting || failed.isEmpty() ? List.of() : failed.subList(0, 1);
  }

  /** Above the desired count, what is not healthy yet goes first, then the youngest. */
  private static List<String> surplus(Demand demand, List<Seen> primary) {
    var good =
        primary.stream().filter(task -> task.standing() != Standing.FAILED).toList().reversed();
    int surplus = Math.max(0, good.size() - demand.desired());
    return good.stream()
        .sorted(Comparator.comparing(task -> task.standing() == Standing.HEALTHY))
        .limit(surplus)
        .map(Seen::id)
        .toList();
  }

  /** Older deployments' tasks go as far as enough healthy ones are left; sick ones go at once. */
  private static List<String> replaced(Demand demand, List<Seen> all, List<Seen> old) {
    int spare = Math.max(0, count(all, Standing.HEALTHY) - demand.lower());
    List<String> stop = new ArrayList<>();
    old.stream()
        .filter(task -> task.standing() != Standing.HEALTHY)
        .forEach(task -> stop.add(task.id()));
    ids(old, Standing.HEALTHY).stream().limit(spare).forEach(stop::add);
    return stop;
  }

  private static List<String> ids(List<Seen> tasks, Standing standing) {
    return tasks.stream().filter(task -> task.standing() == standing).map(Seen::id).toList();
  }

  private static int count(List<Seen> tasks, Standing... standings) {
    return (int)
        tasks.stream().filter(task -> List.of(standings).contains(task.standing())).count();
  }
}
