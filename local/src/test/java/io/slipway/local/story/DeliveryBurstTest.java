package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Provider;
import io.slipway.local.Setup;
import io.slipway.local.data.memory.MemoryTables;
import io.slipway.store.PipelineId;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More messages at once than anybody sends, many of them twice, and some of somebody else. */
final class DeliveryBurstTest {

  private static final int BURST = 10_000;

  private Scenario scenario;
  private Hooks hooks;
  private Hooks.Hook hook;

  @BeforeEach
  void anApplicationWithAWebhook() {
    scenario = Scenario.begin(Setup.virtual().withTables(folder -> new MemoryTables()));
    hooks = new Hooks(scenario);
    Asked.createCats(scenario);
    hook = hooks.make("Cats", DeliveriesTest.wish(Provider.GITHUB));
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  /** Real pushes, with 30 % of them twice, 10 % forged, and 5 % later than the next. */
  @Test
  void ofABurstOfTenThousandExactlyTheRightOnesStartPipelines() {
    var random = new Random(9);
    var expected = new TreeSet<String>();
    var late = new ArrayList<Runnable>();
    var forged = new Hooks.Hook(hook.provider(), hook.id(), "f".repeat(64));
    var payloads = new ArrayList<ObjectNode>();
    var answers = new TreeMap<Integer, Integer>();
    for (int i = 0; i < BURST; i++) {
      int kind = random.nextInt(100);
      var fresh = hooks.push(push -> push.put("after", commit(random)));
      int number = kind < 30 && !payloads.isEmpty() ? random.nextInt(payloads.size()) : -1;
      if (number < 0 && kind < 90) {
        number = payloads.size();
        payloads.add(fresh);
        expected.add(PipelineId.of(hook.id(), "burst-" + number));
      }
      var sender = number < 0 ? forged : hook;
      var payload = number < 0 ? fresh : payloads.get(number);
      var id = "burst-" + (number < 0 ? "forged-" + i : number);
      Runnable delivery =
          () -> answers.merge(hooks.gitHub(sender, "push", id, payload).status(), 1, Integer::sum);
      if (kind >= 85 && kind < 90) {
        late.add(delivery);
      } else {
        delivery.run();
        late.forEach(Runnable::run);
        late.clear();
      }
    }
    late.forEach(Runnable::run);
    assertThat(DeliveriesTest.pipelines(scenario)).isEqualTo(expected);
    assertThat(answers).containsOnlyKeys(202, 401);
    assertThat(answers.get(401)).isBetween(BURST / 12, BURST / 8);
  }

  private static String commit(Random random) {
    return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
  }
}
