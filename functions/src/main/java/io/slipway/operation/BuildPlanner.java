package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.aws.TokenSecrets;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.CommitId;
import io.slipway.domain.Image;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Provider;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;
import io.slipway.provider.SourceHosts;
import io.slipway.runtime.Platform;
import io.slipway.spec.BuildForms;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the build of one commit: a branch, a tag or a short commit is resolved first, so that
 * nobody can build what has no name of its own.
 */
public final class BuildPlanner implements Planner<BuildRequest> {

  private final Applications applications;
  private final Webhooks webhooks;
  private final ParameterVersions parameters;
  private final Images images;
  private final TokenSecrets tokens;
  private final SourceHosts hosts;

  public BuildPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.webhooks = new Webhooks(platform);
    this.parameters = new ParameterVersions(platform);
    this.images = new Images(platform);
    this.tokens = new TokenSecrets(platform);
    this.hosts = new SourceHosts(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.BUILD;
  }

  @Override
  public Class<BuildRequest> requestType() {
    return BuildRequest.class;
  }

  @Override
  public Draft plan(BuildRequest request) {
    var application = applications.usable(request.applicationName());
    var asked = request.source();
    var version = request.imageTag();
    var webhook = webhook(application, request.webhook());
    var settings = webhook.build();
    var source =
        new SourceRepository(webhook.provider(), webhook.repositoryId(), webhook.repository());
    requireSource(webhook, settings);
    requireArguments(application, settings);
    var commit = commit(webhook, source, asked);
    version.ifPresent(tag -> requireFree(application, commit, tag));
    var plan =
        new BuildPlan(
            application.name(),
            application.repository(),
            images.uri(application.repository()),
            webhook.id(),
            source,
            webhook.token(),
            asked.toString(),
            commit,
            version,
            BuildForms.write(settings));
    return new Draft(application.name(), List.of(), plan, message(plan), Optional.empty());
  }

  @Override
  public Claim claim(BuildRequest request) {
    return Claim.on(applications.get(request.applicationName()), List.of());
  }

  @Override
  public Forecast forecast(Draft draft) {
    return BuildForecast.of((BuildPlan) draft.plan());
  }

  private static String message(BuildPlan plan) {
    return "builds "
        + plan.source()
        + " at "
        + plan.commit().abbreviated()
        + " ("
        + plan.asked()
        + ") for '"
        + plan.application()
        + "'"
        + plan.version().map(tag -> " as " + tag).orElse("");
  }

  private Webhook webhook(Application application, Optional<String> id) {
    if (id.isPresent()) {
      return webhooks.get(application.name(), id.get());
    }
    var all = webhooks.of(application.name());
    if (all.size() == 1) {
      return all.getFirst();
    }
    throw all.isEmpty()
        ? new Rejected(
            409,
            "no-webhook",
            "'"
                + application.name()
                + "' has no webhook, which says where its source is and how it is built; POST /stacks/"
                + application.name()
                + "/webhooks makes one")
        : Rejected.invalid(
            "webhook",
            "'"
                + application.name()
                + "' has several; say which: "
                + all.stream()
                    .map(one -> one.id() + " (" + one.repository() + ")")
                    .collect(Collectors.joining(", ")));
  }

  /** CodeBuild fetches GitLab's source through a connection only, GitHub's also with a token. */
  private static void requireSource(Webhook webhook, BuildSettings settings) {
    if (settings.connection().isPresent()) {
      return;
    }
    if (webhook.provider() == Provider.GITLAB) {
      throw new Rejected(
          409,
          "no-connection",
          "the webhook's build settings have no connection, and CodeBuild fetches source from GitLab"
              + " only through one; make the webhook with build.connection");
    }
    if (webhook.token().isEmpty()) {
      throw new Rejected(
          409,
          "no-token",
          "the webhook has neither a token nor build.connection, so nobody could fetch the source of "
              + webhook.repository());
    }
  }

  private void requireArguments(Application application, BuildSettings settings) {
    if (settings.arguments().isEmpty()) {
      return;
    }
    var known = parameters.current(application.name(), settings.parametersOf()).paths().keySet();
    var missing = settings.arguments().stream().filter(name -> !known.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new Rejected(
          409,
          "parameters-differ",
          "build.arguments names "
              + missing.stream().map(Quoted::of).collect(Collectors.joining(", "))
              + ", which "
              + settings.parametersOf()
              + " of '"
              + application.name()
              + "' has no parameters for");
    }
  }

  /** A commit that is named in full is what it is; nobody has to be asked. */
  private CommitId commit(Webhook webhook, SourceRepository source, SourceVersion asked) {
    if (asked.kind() == SourceVersion.Kind.COMMIT && CommitId.isOne(asked.name())) {
      return new CommitId(asked.name());
    }
    var token =
        webhook
            .token()
            .orElseThrow(
                () ->
                    new Rejected(
                        409,
                        "no-token",
                        "the webhook has no token to ask "
                            + source.provider().title()
                            + " with which commit the "
                            + asked
                            + " is; give commit in full, or make the webhook with a token"));
    return hosts.of(source, tokens.token(token)).commit(asked);
  }

  /** A tag is never moved. */
  private void requireFree(Application application, CommitId commit, ImageTag version) {
    var repository = application.repository();
    var holder = images.tagged(repository, version).map(Image::digest);
    if (holder.isPresent()
        && !holder.equals(
            images.tagged(repository, new ImageTag(commit.value())).map(Image::digest))) {
      throw Images.tagTaken(repository, version, holder.get());
    }
  }
}
