package io.slipway.spec.render;

import io.slipway.domain.Place;
import io.slipway.spec.shape.PerColour;

/**
 * The side of a canary that a place is on. It belongs to the slot and not to its role: ports stand
 * in target groups and task definitions, which do not change when customers move to them.
 */
public enum Colour {
  BLUE,
  GREEN;

  /** The second slot of production is blue; everything else is green. */
  public static Colour of(Place place) {
    return place == Place.PROD2 ? BLUE : GREEN;
  }

  /** The number for this side. */
  public int of(PerColour number) {
    return this == BLUE ? number.blue() : number.green();
  }
}
