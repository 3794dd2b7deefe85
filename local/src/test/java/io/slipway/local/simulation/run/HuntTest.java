package io.slipway.local.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Mutants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Some planted bugs are found in every build; {@code ./slipway simulate --mutant 0} hunts all. */
final class HuntTest {

  private static final long SEEDS = 10;

  /** Those that few seeds find, by X2, D2, T1, T2, T6, P4, G1, R4, L4 and V1. */
  private static final List<Integer> FAST = List.of(3, 9, 12, 16, 36, 42, 105, 110, 118, 130);

  @Test
  void somePlantedBugsAreFoundByTheRulesThatTheyBreak() {
    var preparation = new Preparation(Blueprint.read(Path.of("")));
    var cases = new RandomCases(preparation);
    var hunt =
        new Hunt(variation -> new Course(preparation.blueprint, Rules::fresh, variation, null));
    var wanted = Mutants.all().stream().filter(mutant -> FAST.contains(mutant.number())).toList();
    Stream<Supplier<Case>> seeds =
        LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> () -> cases.of(seed));
    var results = new ArrayList<Hunt.Result>();
    hunt.hunt(wanted, seeds, results::add);
    assertThat(results).hasSameSizeAs(FAST);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.isAsExpected()).as(result.row()).isTrue();
              assertThat(result.runs()).isLessThanOrEqualTo(SEEDS);
            });
  }
}
