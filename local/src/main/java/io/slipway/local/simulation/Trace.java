package io.slipway.local.simulation;

/**
 * A hash over all that has happened, in order; two runs that differ in one call, argument, outcome
 * or time differ in it.
 */
public final class Trace {

  private static final long PRIME = 0x100000001b3L;

  private long hash = 0xcbf29ce484222325L;

  void add(long value) {
    hash = (hash ^ value) * PRIME;
    hash ^= hash >>> 29;
  }

  void add(String text) {
    add(text.hashCode());
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x".formatted(hash);
  }
}
