package io.slipway.local.account.formation;

import static java.time.Duration.between;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.data.Durable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Stacks go on after the process has been killed, whatever they were doing. */
final class StackDurabilityTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10, 18, 20, 25, 40})
  void aCreationGoesOnInAnotherProcess(int seconds) {
    var before = new Bench();
    var id = before.formation.createStack(before.shipped("environment", "shop").build()).stackId();
    before.timeline.runFor(ofSeconds(seconds));

    var after = restarted(before);
    after.settle(id);
    before.settle(id);

    assertThat(after.stack(id)).isEqualTo(before.stack(id));
    assertThat(after.story(id)).isEqualTo(before.story(id));
    assertThat(after.delete(id)).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(after.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6})
  void aDeletionGoesOnInAnotherProcess(int seconds) {
    var before = new Bench();
    var id = before.create(before.shipped("environment", "shop"));
    before.formation.deleteStack(request -> request.stackName(id));
    before.timeline.runFor(ofSeconds(seconds));

    var after = restarted(before);
    after.settle(id);

    assertThat(after.stack(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(after.leftovers()).isEmpty();
  }

  private static Bench restarted(Bench before) {
    Map<String, JsonNode> saved = new TreeMap<>();
    parts(before).forEach(part -> saved.put(part.name(), part.save()));
    var after = new Bench();
    after.timeline.runFor(between(Bench.START, before.timeline.clock().instant()));

    after
        .account
        .kernel()
        .run(() -> parts(after).forEach(part -> part.restore(saved.get(part.name()))));
    return after;
  }

  private static List<Durable> parts(Bench bench) {
    List<Durable> parts = new ArrayList<>(bench.account.parts());
    parts.addAll(List.of(bench.s3, bench.kept, bench.formation));
    return parts;
  }
}
