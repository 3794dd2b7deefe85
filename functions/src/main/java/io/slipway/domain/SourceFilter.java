package io.slipway.domain;

import java.util.List;
import java.util.Optional;
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

  private static final Glob DEFAULT = new Glob(DEFAULT_BRANCH);

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

  /** Whether {@code change} is one that this is for; never where its pull request is closed. */
  public boolean fits(SourceChange change) {
    return switch (change) {
      case SourceChange.Push push ->
          events.contains(SourceEvent.PUSH)
              && (any(branches, push.branch())
                  || (push.onDefaultBranch() && branches.contains(DEFAULT)))
              && any(authors, push.author())
              && anyOf(paths, push.paths());
      case SourceChange.TagPushed tag ->
          events.contains(SourceEvent.TAG) && any(tags, tag.tag()) && any(authors, tag.author());
      case SourceChange.ReleasePublished release ->
          events.contains(SourceEvent.RELEASE) && any(tags, release.tag());
      case SourceChange.PullRequest request ->
          events.contains(SourceEvent.PULL_REQUEST)
              && request.action() != SourceChange.PullRequest.Action.CLOSED
              && (forks || !request.fromFork())
              && any(branches, request.target())
              && any(authors, request.author())
              && anyOf(labels, Optional.of(request.labels()));
      case SourceChange.PipelinePassed passed ->
          events.contains(SourceEvent.CHECKS) && ofItsKind(passed);
      case SourceChange.ImagePushed image ->
          events.contains(SourceEvent.IMAGE) && any(tags, image.tag().value());
    };
  }

  /** A filter for branches alone is for no tag, and one for tags alone for no branch. */
  private boolean ofItsKind(SourceChange.PipelinePassed passed) {
    return passed.branch().isPresent()
        ? (tags.isEmpty() || !branches.isEmpty()) && any(branches, passed.branch().get())
        : (branches.isEmpty() || !tags.isEmpty()) && any(tags, passed.tag().orElseThrow());
  }

  private static boolean any(List<Glob> patterns, String text) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(text));
  }

  /** What is not known is of no pattern. */
  private static boolean any(List<Glob> patterns, Optional<String> text) {
    return patterns.isEmpty() || text.filter(known -> any(patterns, known)).isPresent();
  }

  /** What is not known may be of any pattern: better once too often than a change forgotten. */
  private static boolean anyOf(List<Glob> patterns, Optional<List<String>> texts) {
    return patterns.isEmpty()
        || texts.isEmpty()
        || texts.get().stream().anyMatch(text -> any(patterns, text));
  }
}
