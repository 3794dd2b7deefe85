package io.slipway.domain;

import java.util.Optional;

/**
 * One service of an application in one of its places, written {@code dev} where it is the one that
 * customers reach, and {@code dev/worker} where it is another.
 *
 * @param secondary its name in the specification; empty for the one that customers reach
 */
public record ServicePlace(Place place, Optional<String> secondary) {

  private static final char BETWEEN = '/';

  /** The service that customers reach. */
  public static ServicePlace of(Place place) {
    return new ServicePlace(place, Optional.empty());
  }

  /** What {@link #toString} has written. */
  public static ServicePlace parse(String text) {
    int end = text.indexOf(BETWEEN);
    return end < 0
        ? of(Place.of(text))
        : new ServicePlace(Place.of(text.substring(0, end)), Optional.of(text.substring(end + 1)));
  }

  @Override
  public String toString() {
    return place + secondary.map(name -> BETWEEN + name).orElse("");
  }
}
