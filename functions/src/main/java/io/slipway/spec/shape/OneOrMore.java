package io.slipway.spec.shape;

import java.util.List;

/** Text, or a list of text. */
public record OneOrMore(List<String> values) {

  public OneOrMore {
    values = List.copyOf(values);
  }
}
