package io.slipway.local.simulation.fault;

import java.util.List;

/** Tells calls that only read from those that may change something. */
public final class Reads {

  private static final List<String> VERBS =
      List.of("Describe", "Get", "List", "Query", "Scan", "BatchGet", "TransactGet", "Head");

  private Reads() {}

  /** Whether an operation of that name, as in an IAM policy, only reads. */
  public static boolean is(String operation) {
    for (var verb : VERBS) {
      if (operation.startsWith(verb)) {
        return true;
      }
    }
    return false;
  }
}
