package io.slipway.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of state machines, each read once, and what became of them with names put in. */
public final class DefinitionFiles {

  private record Substituted(MachineSpec machine, String definition) {}

  private final Map<Path, String> files = new ConcurrentHashMap<>();
  private final Map<String, Substituted> substituted = new ConcurrentHashMap<>();

  /** What is in {@code file}. */
  public String read(Path file) throws IOException {
    var known = files.get(file);
    if (known == null) {
      known = Files.readString(file);
      files.put(file, known);
    }
    return known;
  }

  /** {@link MachineSpec#substitute}, done once. */
  public String substituted(MachineSpec machine, String definition) {
    var known = substituted.get(definition);
    if (known == null || !known.machine().equals(machine)) {
      known = new Substituted(machine, machine.substitute(definition));
      substituted.put(definition, known);
    }
    return known.definition();
  }
}
