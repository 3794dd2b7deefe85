package io.slipway.spec;

import io.slipway.domain.FreeText;
import io.slipway.domain.Glob;
import io.slipway.domain.Problems;
import io.slipway.domain.SourceEvent;
import io.slipway.domain.SourceFilter;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.OneOrMore;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The filter of a rule, as it is written. */
record FilterForm(
    @Key(
            says = "what has happened",
            pattern = "push|tag|release|pull-request|checks|image",
            expects = "push, tag, release, pull-request, checks or image",
            most = 6)
        OneOrMore event,
    @Key(
            says =
                "patterns of branches, of a pull request the one it is to be merged into; $default is the"
                    + " repository's own",
            longest = Glob.LONGEST,
            most = FilterForm.MOST)
        Optional<OneOrMore> branches,
    @Key(says = "patterns of tags", longest = Glob.LONGEST, most = FilterForm.MOST)
        Optional<OneOrMore> tags,
    @Key(
            says = "patterns of files, of which at least one has changed",
            longest = Glob.LONGEST,
            most = FilterForm.MOST)
        Optional<OneOrMore> paths,
    @Key(
            says = "patterns of the names of who has pushed",
            longest = Glob.LONGEST,
            most = FilterForm.MOST)
        Optional<OneOrMore> authors,
    @Key(
            says = "patterns of labels, of which the pull request has at least one",
            longest = Glob.LONGEST,
            most = FilterForm.MOST)
        Optional<OneOrMore> labels,
    @Key(says = "whether pull requests from forks count", byDefault = "false") boolean forks) {

  /** How many patterns a list may have. */
  static final int MOST = 20;

  /** Which events tell what a list of patterns is held against. */
  private static final Map<SourceEvent, Set<String>> TOLD = told();

  private static Map<SourceEvent, Set<String>> told() {
    var told = new EnumMap<SourceEvent, Set<String>>(SourceEvent.class);
    told.put(SourceEvent.PUSH, Set.of("branches", "paths", "authors"));
    told.put(SourceEvent.TAG, Set.of("tags", "authors"));
    told.put(SourceEvent.RELEASE, Set.of("tags"));
    told.put(SourceEvent.PULL_REQUEST, Set.of("branches", "authors", "labels", "forks"));
    told.put(SourceEvent.CHECKS, Set.of("branches", "tags"));
    told.put(SourceEvent.IMAGE, Set.of("tags"));
    return told;
  }

  /** The filter; empty where a part of it could never hold, which is then said. */
  Optional<SourceFilter> filter(String path, Problems problems) {
    int before = problems.count();
    var events = EnumSet.noneOf(SourceEvent.class);
    event.values().forEach(word -> events.add(SourceEvent.find(word).orElseThrow()));
    var filter =
        new SourceFilter(
            events,
            globs("branches", branches, events, path, problems),
            globs("tags", tags, events, path, problems),
            globs("paths", paths, events, path, problems),
            globs("authors", authors, events, path, problems),
            globs("labels", labels, events, path, problems),
            forks);
    if (forks) {
      requireTold("forks", events, path, problems);
    }
    return problems.count() == before ? Optional.of(filter) : Optional.empty();
  }

  private static List<Glob> globs(
      String key,
      Optional<OneOrMore> written,
      Set<SourceEvent> events,
      String path,
      Problems problems) {
    if (written.isEmpty()) {
      return List.of();
    }
    requireTold(key, events, path, problems);
    int before = problems.count();
    var patterns = written.get().values();
    for (int i = 0; i < patterns.size(); i++) {
      var at = path + "." + key + (patterns.size() == 1 ? "" : "[" + i + "]");
      var pattern = patterns.get(i);
      if (pattern.isEmpty() || pattern.isBlank()) {
        problems.add(at, "a pattern is expected, but got nothing");
      } else {
        FreeText.fault(pattern, Glob.LONGEST).ifPresent(fault -> problems.add(at, fault));
      }
    }
    return problems.count() == before ? patterns.stream().map(Glob::new).toList() : List.of();
  }

  private static void requireTold(
      String key, Set<SourceEvent> events, String path, Problems problems) {
    var silent = events.stream().filter(event -> !TOLD.get(event).contains(key)).findFirst();
    silent.ifPresent(
        event ->
            problems.add(
                path + "." + key,
                "is not told by " + event + "; leave it out, or make a rule of its own for it"));
  }
}
