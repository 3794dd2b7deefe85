package io.slipway.local.account.source;

import io.slipway.domain.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All that the providers know, as plain data. */
final class SourceState {

  long repositoriesMade;
  List<RepositoryState> repositories = new ArrayList<>();
  Map<Provider, ProviderMood> moods = new EnumMap<>(Provider.class);

  /** A repository with its branches, tags and commits, and what was said of these. */
  static final class RepositoryState {
    Provider provider;
    String id;
    String name;
    String defaultBranch;
    NavigableMap<String, String> branches = new TreeMap<>();
    NavigableMap<String, String> tags = new TreeMap<>();
    NavigableMap<String, CommitState> commits = new TreeMap<>();
    List<StatusState> statuses = new ArrayList<>();
  }

  /** A commit. */
  static final class CommitState {
    String parent;
    String message;
    String author;
    List<String> paths = new ArrayList<>();
    Instant at;
  }

  /** What was said of a commit, as the provider got it. */
  static final class StatusState {
    String commit;
    String state;
    String context;
    String description;
    String target;
    Instant at;
  }
}
