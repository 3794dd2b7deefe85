package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Specifications of hundreds of keys, broken somewhere: each is refused, and nothing is written.
 */
final class BrokenSpecificationsTest {

  private static final int REQUESTS = 900;

  /** Every key of each form. */
  private static final List<String> FILES =
      List.of("cloudlift-every-key.json", "cloudlift-service-filled.json", "own");

  private static final List<String> ROUTES =
      List.of("PUT /stacks/shop/specification", "POST /stacks");

  @Test
  void noneOfThemBreaksARouteOrWritesAnything() throws IOException {
    long seed = Long.getLong("slipway.seed", 20_260_102L);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var mutation = new Mutation(random);
    int refused = 0;
    try (var world = World.settled()) {
      var items = world.witness.items();
      var rows = world.witness.rows();
      for (int i = 0; i < REQUESTS; i++) {
        var route = ROUTES.get(random.nextInt(ROUTES.size()));
        var valid = request(route, FILES.get(random.nextInt(FILES.size())), world);
        var body = mutation.of(valid);
        var about = "seed %d, request %d: %s".formatted(seed, i, route);
        long calls = world.witness.latestCall();
        var answer = world.ask(route, body);
        if (answer.status() == 202) {
          world.witness.restore(items);
        } else {
          refused++;
          assertThat(answer.status()).as(about + answer.text()).isBetween(400, 499);
          Witness.isAProblem(answer);
          assertThat(world.witness.changesSince(calls)).as(about).isEmpty();
        }
        assertThat(world.witness.rows()).as(about).isEqualTo(rows);
        assertThat(world.witness.takeLog()).as(about).isEmpty();
      }
    }
    assertThat(refused).as("broken ones among them").isGreaterThan(REQUESTS / 2);
  }

  private static String request(String route, String file, World world) throws IOException {
    var body = Json.mapper().createObjectNode();
    if (route.equals("POST /stacks")) {
      body.put("applicationName", "owls").put("email", "team@example.com");
    }
    body.set("specification", specification(file, world));
    return body.toString();
  }

  private static ObjectNode specification(String file, World world) throws IOException {
    return file.equals("own")
        ? (ObjectNode) world.scenario.get("/stacks/shop/specification")
        : (ObjectNode)
            Json.parse(Files.readAllBytes(Path.of("functions/src/test/resources/seeds", file)));
  }
}
