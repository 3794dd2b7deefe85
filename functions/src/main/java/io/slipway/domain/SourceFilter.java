package io.slipway.domain;

import java.util.List;
import java.util.Set;

/**
 * For which changes of a source a rule is. All of it has to hold; an empty list asks for nothing.
 *
 * @param events at least one
 * @param branches what the branch is called; {@link #DEFAULT_BRANCH} for the repository's own
 * @param tags what the tag is called
 * @param paths of which at least one file has changed
 * @param authors who has pushed
 * @param labels of which a pull request has at least one
 * @param forks whether pull requests from other repositories count
 */
public record SourceFilter(
    Set<SourceEvent> events,
    List<Glob> branches,
    List<Glob> tags,
    List<Glob> paths,
    List<Glob> authors,
    List<Glob> labels,
    boolean forks) {

  /** Stands for whatever the repository's default branch is called. */
  public static final String DEFAULT_BRANCH = "$default";

  public SourceFilter {
    events = Set.copyOf(events);
    branches = List.copyOf(branches);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
    authors = List.copyOf(authors);
    labels = List.copyOf(labels);
  }

  /** Asks for nothing but the event. */
  public static SourceFilter of(SourceEvent... events) {
    return new SourceFilter(
        Set.of(events), List.of(), List.of(), List.of(), List.of(), List.of(), false);
  }

  /** The same for certain branches only. */
  public SourceFilter withBranches(Glob... only) {
    return new SourceFilter(events, List.of(only), tags, paths, authors, labels, forks);
  }

  /** The same for certain tags only. */
  public SourceFilter withTags(Glob... only) {
    return new SourceFilter(events, branches, List.of(only), paths, authors, labels, forks);
  }
}
