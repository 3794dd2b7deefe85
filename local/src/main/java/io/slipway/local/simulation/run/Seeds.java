package io.slipway.local.simulation.run;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Which seeds: {@code 1..1000}, or {@code 5,7,9}. */
record Seeds(String text) {

  Seeds {
    if (!text.matches("-?\\d+(\\.\\.-?\\d+)?(,-?\\d+)*")) {
      throw new IllegalArgumentException("seeds are written 1..1000 or 5,7,9, but got " + text);
    }
  }

  LongStream all() {
    var bounds = text.split("\\.\\.", -1);
    return bounds.length == 2
        ? LongStream.rangeClosed(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]))
        : Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong);
  }
}
