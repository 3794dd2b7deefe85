package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.SourceChange.ImagePushed;
import io.slipway.domain.SourceChange.PipelinePassed;
import io.slipway.domain.SourceChange.PullRequest;
import io.slipway.domain.SourceChange.PullRequest.Action;
import io.slipway.domain.SourceChange.Push;
import io.slipway.domain.SourceChange.TagPushed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineRuleTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void byDefaultABranchBuildsTheDefaultBranchDeploysAndAVersionWaitsForAPerson() {
    assertThat(byDefault(push("feature/login", false))).containsExactly("build");
    assertThat(byDefault(push("trunk", true))).containsExactly("build", "deploy");
    assertThat(byDefault(tag("nightly"))).containsExactly("build");
    assertThat(byDefault(tag("v2.0.1")))
        .containsExactly("build", "deploy", "idle", "approval", "release");
    assertThat(byDefault(request(Action.OPENED, false, "preview"))).isEmpty();
    assertThat(byDefault(new ImagePushed(new ImageTag("1.0"), digest(), NOW))).isEmpty();
  }

  @Test
  void aChangeOfWhichNotAllPathsAreKnownMayBeOfAnyPath() {
    var filter = filter(SourceEvent.PUSH, List.of(), List.of("api/**"), List.of(), false);

    assertThat(filter.fits(push(Optional.of(List.of("docs/a.md", "api/Main.java"))))).isTrue();
    assertThat(filter.fits(push(Optional.of(List.of("docs/a.md"))))).isFalse();
    assertThat(filter.fits(push(Optional.empty()))).isTrue();
  }

  @Test
  void pullRequestsCountByTheirTargetAndLabelsAndNeverFromForksUnlessAllowed() {
    var filter =
        filter(SourceEvent.PULL_REQUEST, List.of("main"), List.of(), List.of("preview"), false);

    assertThat(filter.fits(request(Action.OPENED, false, "preview"))).isTrue();
    assertThat(filter.fits(request(Action.UPDATED, false, "bug", "preview"))).isTrue();
    assertThat(filter.fits(request(Action.OPENED, false, "bug"))).isFalse();
    assertThat(filter.fits(request(Action.OPENED, true, "preview"))).isFalse();
    assertThat(filter.fits(request(Action.CLOSED, false, "preview"))).isFalse();
    assertThat(
            filter(SourceEvent.PULL_REQUEST, List.of("main"), List.of(), List.of(), true)
                .fits(request(Action.OPENED, true)))
        .isTrue();
    assertThat(
            filter(SourceEvent.PULL_REQUEST, List.of("release/*"), List.of(), List.of(), false)
                .fits(request(Action.OPENED, false)))
        .isFalse();
  }

  @Test
  void checksOfATagAreOfNoBranch() {
    var ofBranches = filter(SourceEvent.CHECKS, List.of("**"), List.of(), List.of(), false);
    var ofBranch = new PipelinePassed(Optional.of("main"), Optional.empty(), "c1", NOW);
    var ofTag = new PipelinePassed(Optional.empty(), Optional.of("v1"), "c1", NOW);

    assertThat(ofBranches.fits(ofBranch)).isTrue();
    assertThat(ofBranches.fits(ofTag)).isFalse();
    assertThat(SourceFilter.of(SourceEvent.CHECKS).fits(ofTag)).isTrue();
    assertThat(SourceFilter.of(SourceEvent.CHECKS).withTags(new Glob("v*")).fits(ofBranch))
        .isFalse();
  }

  @Test
  void nobodyKnownIsOfNoAuthorsPattern() {
    var filter =
        new SourceFilter(
            Set.of(SourceEvent.TAG),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Glob("release-*")),
            List.of(),
            false);

    assertThat(filter.fits(new TagPushed("v1", "c1", Optional.of("release-bot"), NOW))).isTrue();
    assertThat(filter.fits(new TagPushed("v1", "c1", Optional.of("eve"), NOW))).isFalse();
    assertThat(filter.fits(new TagPushed("v1", "c1", Optional.empty(), NOW))).isFalse();
  }

  private static List<String> byDefault(SourceChange change) {
    return PipelineRule.first(PipelineRule.DEFAULTS, change)
        .map(rule -> rule.then().stream().map(PipelineStage::word).toList())
        .orElse(List.of());
  }

  private static SourceFilter filter(
      SourceEvent event,
      List<String> branches,
      List<String> paths,
      List<String> labels,
      boolean forks) {
    return new SourceFilter(
        Set.of(event), globs(branches), List.of(), globs(paths), List.of(), globs(labels), forks);
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::new).toList();
  }

  private static Push push(String branch, boolean onDefault) {
    return new Push(
        branch, onDefault, Optional.of("c0"), "c1", Optional.of("ada"), Optional.empty(), NOW);
  }

  private static Push push(Optional<List<String>> paths) {
    return new Push("main", true, Optional.of("c0"), "c1", Optional.of("ada"), paths, NOW);
  }

  private static TagPushed tag(String name) {
    return new TagPushed(name, "c1", Optional.of("ada"), NOW);
  }

  private static PullRequest request(Action action, boolean fromFork, String... labels) {
    return new PullRequest(
        7, action, "login", "main", "c1", List.of(labels), Optional.of("ada"), fromFork, NOW);
  }

  private static ImageDigest digest() {
    return new ImageDigest("sha256:" + "a".repeat(64));
  }
}
