package io.slipway.local.asl;

import io.slipway.local.asl.definition.Definition;
import io.slipway.local.asl.definition.DefinitionReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions that have been read, by their text, so that each is read once. Machines of several
 * accounts may share them as long as one thread runs them all.
 */
public final class Definitions {

  private final Map<String, Definition> known = new ConcurrentHashMap<>();

  /** Reads {@code json}; throws {@link io.slipway.local.asl.definition.InvalidDefinition}. */
  Definition read(String json) {
    return known.computeIfAbsent(json, DefinitionReader::read);
  }
}
