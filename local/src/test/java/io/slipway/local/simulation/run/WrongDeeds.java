package io.slipway.local.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.mutant.Variation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Each rule of a theme, with deeds that break it: made by hand, in the account where prod2 is live
 * and prod1 idle. {@link RulesTest} says which rules are not in any theme.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WrongDeeds {

  static final String LIVE = "Cats-prod2";
  static final String IDLE = "Cats-prod1";

  private static final Preparation PREPARATION = new Preparation(Blueprint.read(Path.of("")));

  private final Map<String, Consumer<Deeds>> wrong = new LinkedHashMap<>();

  /**
   * Adds deeds that are wrong.
   *
   * @param name the id of the rule that finds it, alone or before a comma and how it is broken
   */
  final void wrong(String name, Consumer<Deeds> deeds) {
    assertThat(wrong.put(name, deeds)).as(name).isNull();
  }

  final Set<String> cases() {
    return wrong.keySet();
  }

  /** The rules that have a case. */
  final Set<String> rules() {
    return cases().stream().map(WrongDeeds::rule).collect(Collectors.toSet());
  }

  private static String rule(String name) {
    return name.split(",", -1)[0];
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRuleFindsWhatIsWrong(String name) {
    try (var world = world()) {
      var deeds = new Deeds(world, rule(name));
      wrong.get(name).accept(deeds);
      assertThat(deeds.found()).as(name).isNotEmpty();
    }
  }

  static World world() {
    return new World(1, PREPARATION.blueprint, PREPARATION.one, Faults.NONE, false, Variation.NONE);
  }

  /** Weights of the groups of customers, in the order of their rule. */
  static int[] split(int idlePercent) {
    return new int[] {idlePercent, 100 - idlePercent};
  }

  static UpdateServiceRequest update(String service, String taskDefinition) {
    return UpdateServiceRequest.builder().service(service).taskDefinition(taskDefinition).build();
  }
}
