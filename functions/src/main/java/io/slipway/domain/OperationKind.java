package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;

/** What an operation does; each is one state machine. */
public enum OperationKind {
  CREATE_STACK,
  UPDATE,
  DEPLOY,
  CANARY_SHIFT,
  SWAP,
  ROLLBACK,
  SET_STATUS,
  BUILD,
  DELETE_STACK;

  /** The kind that is written {@code text}. */
  public static OperationKind of(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such operation: " + Quoted.of(text)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
