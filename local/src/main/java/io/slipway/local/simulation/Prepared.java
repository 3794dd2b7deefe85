package io.slipway.local.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.data.memory.MemoryTables;
import io.slipway.local.install.Installed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as a run finds it: what a quiet run has built before.
 *
 * @param parts the states of the account's parts, by name
 * @param tables the rows
 * @param applications those that exist, with {@code 1.0.0} live and {@code 2.0.0} idle
 * @param installed what of the template runs; empty where it has not been made in the account yet
 */
public record Prepared(
    Instant time,
    Map<String, JsonNode> parts,
    MemoryTables.Snapshot tables,
    List<String> applications,
    Optional<Installed> installed) {

  /** Where nothing has been installed yet. */
  public static final Prepared NOTHING =
      new Prepared(
          Instant.parse("2026-01-01T00:00:00Z"),
          Map.of(),
          new MemoryTables().snapshot(),
          List.of(),
          Optional.empty());

  public Prepared {
    parts = Map.copyOf(parts);
    applications = List.copyOf(applications);
  }
}
