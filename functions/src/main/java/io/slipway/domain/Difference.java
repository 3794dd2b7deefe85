package io.slipway.domain;

/**
 * One way in which a place is not as Slipway last wrote it.
 *
 * @param expected what was last written, for people, with its numbers
 * @param found what AWS has, likewise
 */
public record Difference(Kind kind, String expected, String found) {

  /** What can differ. */
  public enum Kind {
    SERVICE("the service"),
    TASK_DEFINITION("the task definition"),
    TARGET_GROUP("the target group"),
    TASKS("the number of tasks"),
    WEIGHTS("the weights of its host"),
    SECONDARY("the service");

    private final String what;

    Kind(String what) {
      this.what = what;
    }
  }

  /** For people: {@code the number of tasks: 1 to 4 → 0}. */
  public String change() {
    return kind.what + ": " + expected + " → " + found;
  }

  /** For people: {@code the number of tasks is to be 1 to 4, but is 0}. */
  @Override
  public String toString() {
    var is = kind == Kind.WEIGHTS ? " are" : " is";
    return kind.what + is + " to be " + expected + ", but" + is + " " + found;
  }
}
