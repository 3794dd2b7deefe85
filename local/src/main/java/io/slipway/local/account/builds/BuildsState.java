package io.slipway.local.account.builds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All that CodeBuild knows, as plain data. */
final class BuildsState {

  long made;
  List<BuildScript> scripts = new ArrayList<>();
  NavigableMap<String, BuildState> builds = new TreeMap<>();

  /** A build. */
  static final class BuildState {
    String id;
    String project;
    String token;
    String commit;
    String source;
    String image;
    String environment;
    List<String> variables = new ArrayList<>();
    Instant startedAt;
    Instant endedAt;
    Instant dueAt;
    BuildScript script;
    String status;
    String failedPhase;
    String failure;
    List<String> log = new ArrayList<>();

    boolean runs() {
      return endedAt == null;
    }
  }
}
