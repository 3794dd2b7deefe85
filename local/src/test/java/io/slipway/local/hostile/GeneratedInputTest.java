package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Whatever a body looks like, the answer is 202 or tells the caller's mistake. Another seed: {@code
 * -Dslipway.seed=…}.
 */
final class GeneratedInputTest {

  private static final int REQUESTS = 1_500;

  @Test
  void noBodyBreaksARoute() {
    long seed = Long.getLong("slipway.seed", 20_260_101L);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var mutation = new Mutation(random);
    var routes = WrongRequest.VALID.keySet().stream().sorted().toList();
    int accepted = 0;
    try (var world = World.settled()) {
      var items = world.witness.items();
      var rows = world.witness.rows();
      for (int i = 0; i < REQUESTS; i++) {
        var route = routes.get(random.nextInt(routes.size()));
        var body = mutation.of(WrongRequest.VALID.get(route));
        var about =
            "seed %d, request %d: %s %s"
                .formatted(seed, i, route, new String(body, StandardCharsets.UTF_8));
        about = about.substring(0, Math.min(2_000, about.length()));
        long calls = world.witness.latestCall();
        var answer = world.ask(route, body);
        if (answer.status() == 202) {
          accepted++;
          assertThat(world.witness.rows().size()).as(about).isGreaterThan(rows.size());
          world.witness.restore(items);
          assertThat(world.witness.rows()).isEqualTo(rows);
        } else {
          assertThat(answer.status()).as(about + answer.text()).isBetween(400, 499);
          Witness.isAProblem(answer);
          assertThat(world.witness.changesSince(calls)).as(about).isEmpty();
        }
        assertThat(world.witness.takeLog()).as(about).isEmpty();
      }
      assertThat(world.witness.rows()).isEqualTo(rows);
    }
    assertThat(accepted).as("valid ones among them").isBetween(20, REQUESTS / 2);
  }
}
