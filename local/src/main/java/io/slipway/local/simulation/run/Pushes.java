package io.slipway.local.simulation.run;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.Delivery;
import io.slipway.domain.Provider;
import io.slipway.domain.SourceChange;
import io.slipway.local.simulation.World;
import io.slipway.runtime.Json;
import io.slipway.spec.PipelineRules;
import io.slipway.store.Deliveries;
import io.slipway.store.PipelineId;
import io.slipway.store.Pipelines;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Changes of the source, as the receiver of webhooks leaves them: a delivery, and an execution that
 * is called after it.
 */
final class Pushes {

  private static final String WEBHOOK = "vJ0mZ4cXk1Qe8sT2bR7yUw";
  private static final String REPOSITORY = "1296269";

  /**
   * A release goes to dev and into the idle slot, where it waits for a person, and to customers.
   */
  private static final String RULES =
      """
      [{"when": {"event": "release"},
        "then": [{"deploy": ["dev"]}, "idle", {"approval": {"within": "30m"}}, "release"]}]
      """;

  private Pushes() {}

  /** The application gets a webhook; nobody is told of its commits. */
  static void hook(World world) {
    var webhook =
        new Webhook(
            WEBHOOK,
            new ApplicationName(Requests.APP),
            Provider.GITHUB,
            REPOSITORY,
            "acme/cats",
            PipelineRules.read(Json.parse(RULES.getBytes(StandardCharsets.UTF_8))),
            Optional.empty(),
            BuildSettings.DEFAULT,
            false,
            1,
            world.now(),
            Optional.empty(),
            Optional.empty());
    new Webhooks(world.platform()).add(webhook, Optional.empty());
  }

  /** A version is released. */
  static void release(World world, Client client, String version) {
    var change =
        new SourceChange.ReleasePublished(
            version, Optional.empty(), Optional.of("ada"), world.now());
    var delivery =
        new Delivery(
            WEBHOOK,
            "release-" + version,
            new ApplicationName(Requests.APP),
            Provider.GITHUB,
            REPOSITORY,
            "release",
            world.now(),
            Optional.of(change));
    var id = PipelineId.of(WEBHOOK, delivery.id());
    var unused =
        new Deliveries(world.platform())
            .remember(
                delivery, Optional.empty(), new Deliveries.Outcome(Optional.of(id), "starts"));
    client.byHand(
        "pipeline", id, Client.body().put("webhook", WEBHOOK).put("delivery", delivery.id()));
  }

  /** Whoever may approve does, wherever a pipeline waits for it. */
  static void approve(World world, Client client) {
    new Pipelines(world.platform()).running().forEach(id -> client.tell(id, "approve"));
  }
}
