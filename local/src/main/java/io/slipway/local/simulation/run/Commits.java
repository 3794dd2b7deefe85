package io.slipway.local.simulation.run;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Provider;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.simulation.World;
import io.slipway.runtime.Json;
import io.slipway.spec.BuildForms;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Commits that somebody wants to have built, fetched through a connection. */
final class Commits {

  private static final String WEBHOOK = "bU1lDmEaWeBh0oKfOrC0mM";
  private static final String SETTINGS =
      "{\"connection\": \"arn:aws:codeconnections:eu-central-1:123456789012:connection/01234567-89ab-cdef-0123-456789abcdef\"}";

  private Commits() {}

  /** The application gets a webhook, which says where its source is. */
  static void hook(World world) {
    var webhook =
        new Webhook(
            WEBHOOK,
            new ApplicationName(Requests.APP),
            Provider.GITHUB,
            "1296270",
            "acme/cats",
            PipelineRule.DEFAULTS,
            Optional.empty(),
            BuildForms.read(Json.parse(SETTINGS.getBytes(StandardCharsets.UTF_8))),
            false,
            1,
            world.now(),
            Optional.empty(),
            Optional.empty());
    new Webhooks(world.platform()).add(webhook, Optional.empty());
  }

  /**
   * Somebody asks for the image of a commit.
   *
   * @param digit of which the commit's name is made
   */
  static void build(Client client, String digit, String version) {
    client.ask(
        "POST",
        "/stacks/" + Requests.APP + "/builds",
        Client.body().put("commit", digit.repeat(40)).put("version", version));
  }

  /** The same of a commit that does not compile. */
  static void failingBuild(World world, Client client) {
    world.codeBuild().next(new BuildScript(BuildScript.Result.FAILS, 30, "no such file"));
    build(client, "2", "5.0.3");
  }
}
