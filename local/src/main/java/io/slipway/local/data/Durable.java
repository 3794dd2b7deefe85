package io.slipway.local.data;

import com.fasterxml.jackson.databind.JsonNode;

/** A part of the simulated account whose state can be written down and put back. */
public interface Durable {

  /** The part's name, unique in the account and fit for a file name. */
  String name();

  /** The whole state, as plain data. */
  JsonNode save();

  /** Takes over a state that {@link #save} gave, in another process, and goes on from there. */
  void restore(JsonNode saved);
}
