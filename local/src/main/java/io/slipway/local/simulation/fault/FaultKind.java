package io.slipway.local.simulation.fault;

/** The ways in which something goes wrong, with their numbers in docs/simulation.md. */
public enum FaultKind {
  /** The call is throttled, retries of the SDK included; it has no effect. */
  THROTTLED("F1", Scope.CALL),
  /** The service answers 503; no effect. */
  UNAVAILABLE("F1", Scope.CALL),
  /** The call is refused once: a permission is missing; no effect. */
  REFUSED("F2", Scope.CALL),
  /** The call, and every one like it of any caller, is refused until the end of the faults. */
  REFUSED_FOR_LONG("F2", Scope.CALL),
  /** The call has its effect; the caller meets a timeout. */
  ANSWER_LOST("F3", Scope.CALL),
  /** The caller meets a timeout; the effect comes up to 20 seconds later. */
  APPLIED_LATE("F4", Scope.CALL),
  /** The handler's process ends before the call. */
  CRASH_BEFORE("F5", Scope.CALL),
  /** The handler's process ends after the call has had its effect. */
  CRASH_AFTER("F5", Scope.CALL),
  /** The call hangs until Lambda has given the handler up, which then goes on. */
  ZOMBIE("F6", Scope.CALL),
  /** The function is invoked twice with the same input, the second time up to a minute later. */
  DUPLICATE("F7", Scope.TASK),
  /** A read that may be eventually consistent answers with an earlier state. */
  STALE_READ("F8", Scope.CALL),
  /** Somebody stops the execution. */
  STOPPED("F9", Scope.TASK),
  /** The execution's own time is over. */
  TIMED_OUT("F9", Scope.TASK),
  /** Somebody stops the execution, and redrives it up to a quarter of an hour later. */
  REDRIVEN("F10", Scope.TASK),
  /** An event of EventBridge is never delivered. */
  EVENT_DROPPED("F11", Scope.EVENT),
  /** An event is delivered twice. */
  EVENT_DOUBLED("F11", Scope.EVENT),
  /** An event comes minutes late, after later ones. */
  EVENT_LATE("F11", Scope.EVENT),
  /** Lambda itself cannot invoke the function. */
  INVOKE_FAILED("F1", Scope.TASK),
  /** Targets of a release become sick for a while. */
  SICK_TARGETS("F13", Scope.MOMENT),
  /** Tasks of a service die after they have been RUNNING. */
  DYING_TASKS("F13", Scope.MOMENT),
  /** Somebody changes the weights of a rule by hand. */
  WEIGHTS_BY_HAND("F14", Scope.MOMENT),
  /** Somebody changes the desired count of a service by hand, or autoscaling does. */
  COUNT_BY_HAND("F14", Scope.MOMENT),
  /** The image of a release is deleted from its repository. */
  IMAGE_DELETED("F16", Scope.MOMENT),
  /** A batch answers for a part of what it was asked. */
  PARTIAL("F18", Scope.CALL);

  /** What a fault of this kind strikes. */
  public enum Scope {
    CALL,
    TASK,
    EVENT,
    MOMENT
  }

  private final String number;
  private final Scope scope;

  FaultKind(String number, Scope scope) {
    this.number = number;
    this.scope = scope;
  }

  /** F1 to F18. */
  public String number() {
    return number;
  }

  public Scope scope() {
    return scope;
  }
}
