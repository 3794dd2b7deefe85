package io.slipway.local.http;

import io.slipway.domain.Provider;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.local.account.source.ProviderMood;
import io.slipway.local.account.source.SourceProviders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /local/repositories}: repositories at GitHub and GitLab, and pushes to them. */
final class SourceRoutes {

  /** A repository to make. */
  record NewRepository(Provider provider, String repository, Optional<String> defaultBranch) {}

  /** A commit to push. */
  record Push(
      Provider provider,
      String repository,
      String branch,
      Optional<String> message,
      Optional<String> author,
      Optional<List<String>> paths) {}

  /** A tag to put on a commit. */
  record NewTag(Provider provider, String repository, String tag, String commit) {}

  /** How a provider is to answer. */
  record Answering(Provider provider, String mood) {}

  private final SourceProviders providers;

  SourceRoutes(SourceProviders providers) {
    this.providers = providers;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "POST",
            "/repositories",
            "make a repository: {\"provider\": \"github|gitlab\", \"repository\": \"acme/shop\","
                + " \"defaultBranch\"}",
            this::make),
        new LocalRoute(
            "GET",
            "/repositories",
            "every repository: branches, tags, what was said of its commits",
            request -> {
              request.allowQuery(Set.of());
              return Map.of("repositories", providers.list());
            }),
        new LocalRoute(
            "POST",
            "/commits",
            "push a commit: {\"provider\", \"repository\", \"branch\", \"message\", \"author\","
                + " \"paths\"}",
            this::push),
        new LocalRoute(
            "POST",
            "/tags",
            "push a tag: {\"provider\", \"repository\", \"tag\", \"commit\"}",
            this::tag),
        new LocalRoute(
            "POST",
            "/providers",
            "have a provider answer otherwise: {\"provider\", \"mood\": \"%s\"}"
                .formatted(ProviderMood.allowed().replace(", ", "|")),
            this::answering));
  }

  private Object make(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var wanted = request.body(NewRepository.class);
    return providers.make(
        wanted.provider(), wanted.repository(), wanted.defaultBranch().orElse("main"));
  }

  private Object push(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var wanted = request.body(Push.class);
    return providers.push(
        wanted.provider(),
        wanted.repository(),
        wanted.branch(),
        wanted.message().orElse("a change"),
        wanted.author().orElse("somebody"),
        wanted.paths().orElse(List.of()));
  }

  private Object tag(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var wanted = request.body(NewTag.class);
    providers.tag(wanted.provider(), wanted.repository(), wanted.tag(), wanted.commit());
    return wanted;
  }

  private Object answering(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var wanted = request.body(Answering.class);
    providers.answering(
        wanted.provider(),
        ProviderMood.of(wanted.mood())
            .orElseThrow(
                () ->
                    Rejected.invalid(
                        "mood",
                        "allowed: "
                            + ProviderMood.allowed()
                            + "; but got "
                            + Quoted.of(wanted.mood()))));
    return wanted;
  }
}
