package io.slipway.local.simulation.fault;

/**
 * A place at which something can go wrong: a call of a function, or a task of a machine.
 *
 * @param holder the function, or the machine, that makes the call or runs the task
 * @param point {@code service:Operation}, or the state's name
 * @param ordinal counts, from 1, the calls to this point within one invocation; 0 for a task
 */
public record Site(String holder, String point, int ordinal) {

  @Override
  public String toString() {
    return ordinal == 0 ? holder + "/" + point : holder + "/" + point + "#" + ordinal;
  }
}
