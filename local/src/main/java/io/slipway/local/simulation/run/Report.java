package io.slipway.local.simulation.run;

import io.slipway.local.simulation.fault.Cell;
import io.slipway.local.simulation.fault.FaultKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what many runs found. */
final class Report {

  private final EnumMap<FaultKind, Long> kinds = new EnumMap<>(FaultKind.class);
  private final TreeMap<String, EnumMap<FaultKind, Long>> sites = new TreeMap<>();
  private final Map<String, Outcome> failed = new LinkedHashMap<>();
  private final Map<String, Long> broken = new TreeMap<>();
  private final List<String> empty = new ArrayList<>();
  private long runs;
  private long voids;
  private long operations;
  private long calls;
  private long checks;
  private long virtualSeconds;

  void add(Outcome outcome) {
    runs++;
    voids += outcome.isVoid() ? 1 : 0;
    operations += outcome.operations();
    calls += outcome.calls();
    checks += outcome.checks();
    virtualSeconds += outcome.virtualSeconds();
    for (var fired : outcome.fired()) {
      var cell = Cell.of(fired);
      kinds.merge(cell.kind(), 1L, Long::sum);
      sites
          .computeIfAbsent(cell.site().toString(), site -> new EnumMap<>(FaultKind.class))
          .merge(cell.kind(), 1L, Long::sum);
    }
    if (outcome.fired().size() < outcome.planned() && outcome.option().equals("--cell")) {
      empty.add(outcome.value());
    }
    if (!outcome.violations().isEmpty()) {
      failed.put(outcome.value(), outcome);
      outcome.violations().stream()
          .map(violation -> violation.rule())
          .distinct()
          .forEach(rule -> broken.merge(rule, 1L, Long::sum));
    }
  }

  /** The runs in which a rule did not hold. */
  List<Outcome> failed() {
    return List.copyOf(failed.values());
  }

  /** Of a sweep, the cells whose fault did not strike. */
  List<String> empty() {
    return List.copyOf(empty);
  }

  long runs() {
    return runs;
  }

  /** What a person reads, without the violations. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "runs %,d (void %,d), operations ended %,d, calls %,d, virtual hours %,d"
            .formatted(runs, voids, operations, calls, virtualSeconds / 3_600));
    lines.add("rules asked %,d times".formatted(checks));
    lines.add(
        "faults struck %,d at %,d places"
            .formatted(kinds.values().stream().mapToLong(n -> n).sum(), sites.size()));
    for (var kind : FaultKind.values()) {
      lines.add("  %-4s %-17s %,d".formatted(kind.number(), kind, kinds.getOrDefault(kind, 0L)));
    }
    return lines;
  }

  /** How many runs broke each rule. */
  Map<String, Long> broken() {
    return broken;
  }

  /** A row for each place, a column for each kind, separated by tabs. */
  List<String> matrix() {
    var lines = new ArrayList<String>();
    var head = new StringBuilder("place");
    for (var kind : FaultKind.values()) {
      head.append('\t').append(kind);
    }
    lines.add(head.toString());
    sites.forEach(
        (site, counts) -> {
          var row = new StringBuilder(site);
          for (var kind : FaultKind.values()) {
            row.append('\t').append(counts.getOrDefault(kind, 0L));
          }
          lines.add(row.toString());
        });
    return lines;
  }
}
