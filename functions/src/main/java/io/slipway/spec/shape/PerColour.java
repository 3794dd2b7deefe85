package io.slipway.spec.shape;

/** A number, or one for each side of a canary. */
public record PerColour(
    @Key(says = "on the blue side", min = 0, max = 65_535) int blue,
    @Key(says = "on the green side", min = 0, max = 65_535) int green) {

  public static PerColour both(int number) {
    return new PerColour(number, number);
  }

  public boolean same() {
    return blue == green;
  }
}
