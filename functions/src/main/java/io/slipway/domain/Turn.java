package io.slipway.domain;

/**
 * Where in the course of its operation a state is: of two, the one with the higher number has begun
 * later. Lambda may run a function again, or later than another run of it, when the state machine
 * has gone on long ago.
 *
 * @param count of the states that the machine has been in, from 1
 * @param attempt of this state, from 0
 */
public record Turn(int count, int attempt) {

  private static final int ATTEMPTS = 1_000;

  public Turn {
    if (count < 1 || attempt < 0 || attempt >= ATTEMPTS) {
      throw new IllegalArgumentException(
          "turns count from 1 and attempts from 0 to 999, but got " + count + " and " + attempt);
    }
  }

  /** A number that is higher than those of all turns before. */
  public long number() {
    return (long) count * ATTEMPTS + attempt;
  }
}
