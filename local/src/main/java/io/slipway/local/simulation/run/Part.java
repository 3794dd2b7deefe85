package io.slipway.local.simulation.run;

/** One of several equal parts of the work, each for a process. */
record Part(int index, int of) {

  static final Part WHOLE = new Part(0, 1);

  /** As {@link #toString} writes it. */
  static Part of(String text) {
    var numbers = text.split("/", -1);
    return new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  boolean has(long number) {
    return Math.floorMod(number, of) == index;
  }

  boolean isFirst() {
    return index == 0;
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
