package io.slipway.domain;

/** How requests are shared between the two slots of production. */
public record TrafficSplit(int idlePercent) {

  public static final TrafficSplit ALL_LIVE = new TrafficSplit(0);
  public static final TrafficSplit ALL_IDLE = new TrafficSplit(100);

  public TrafficSplit {
    if (idlePercent < 0 || idlePercent > 100) {
      throw new IllegalArgumentException(
          "the idle slot's share is 0 to 100 percent but got " + idlePercent);
    }
  }

  public int livePercent() {
    return 100 - idlePercent;
  }

  /** How many of {@code tasks} a share of traffic needs: rounded up, at least one. */
  public int tasksFor(int tasks) {
    return Math.max(1, Math.ceilDiv(tasks * idlePercent, 100));
  }
}
