package io.slipway.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bodies of the story's calls: files of {@code events/api/}. */
record Bodies(Path folder) {

  /** What is in {@code name}.json, to be changed at will. */
  ObjectNode of(String name) {
    var file = folder.resolve(name + ".json");
    try {
      return (ObjectNode) Json.mapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
