package io.slipway.domain;

/**
 * What autoscaling does not do to a service for the time being.
 *
 * @param in whether alarms take tasks away
 * @param out whether alarms add tasks
 * @param scheduled whether schedules change the range
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_SuspendedState.html">
 *     SuspendedState</a>
 */
public record Suspension(boolean in, boolean out, boolean scheduled) {

  /** Autoscaling does all that it can. */
  public static final Suspension NONE = new Suspension(false, false, false);

  /** Autoscaling does nothing. */
  public static final Suspension ALL = new Suspension(true, true, true);
}
