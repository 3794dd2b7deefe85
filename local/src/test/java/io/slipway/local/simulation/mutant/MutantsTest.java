package io.slipway.local.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.asl.definition.DefinitionReader;
import io.slipway.local.data.memory.MemoryTables;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The planted bugs as a table. */
class MutantsTest {

  private static final Set<String> SDK_METHODS =
      Stream.of(
              CloudFormationClient.class,
              CloudWatchClient.class,
              DynamoDbClient.class,
              EcsClient.class,
              ElasticLoadBalancingV2Client.class,
              Route53Client.class,
              SfnClient.class)
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .map(java.lang.reflect.Method::getName)
          .collect(Collectors.toSet());

  private static final Set<String> RULES =
      Rules.fresh().stream().map(Invariant::id).collect(Collectors.toSet());

  static Stream<Mutant> all() {
    return Mutants.all().stream();
  }

  @Test
  void thereAreAtLeastThirtyFiveAndEachHasANumberOfItsOwn() {
    assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(35);
    assertThat(Mutants.all()).extracting(Mutant::number).doesNotHaveDuplicates().isSorted();
    assertThat(Mutants.all()).extracting(Mutant::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsFoundByItsNumberAndSaysWhatItBreaks(Mutant mutant) {
    assertThat(Mutants.find(mutant.number())).contains(mutant);
    assertThat(mutant.breaks()).isNotBlank().doesNotEndWith(".");
    assertThat(mutant.caughtBy()).isNotEmpty().isSubsetOf(RULES);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachRunHasAVariationOfItsOwn(Mutant mutant) {
    assertThat(mutant.variation()).isNotSameAs(mutant.variation());
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatItChangesExists(Mutant mutant) {
    var change = (Change) mutant.variation();
    assertThat(change.changedCalls()).isSubsetOf(SDK_METHODS);
    assertThat(change.isTriggered("SomethingElse")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFunctionsItNamesExist(Mutant mutant) throws IOException {
    var template = Files.readString(Path.of("template.yaml"));
    assertThat(((Change) mutant.variation()).functions())
        .allMatch(
            name -> template.contains("\n  " + name + ":\n    Type: AWS::Serverless::Function"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theDefinitionsItRewritesAreOthersAndStillDefinitions(Mutant mutant) throws IOException {
    var change = (Change) mutant.variation();
    for (var machine : change.machines()) {
      var shipped = Files.readString(Path.of("statemachines", machine + ".asl.json"));
      var rewritten = change.definition(machine, shipped);
      assertThat(Json.mapper().readTree(rewritten)).isNotEqualTo(Json.mapper().readTree(shipped));
      assertThat(DefinitionReader.read(rewritten)).isNotNull();
      assertThat(names(rewritten)).isEqualTo(names(shipped));
    }
  }

  /** What template.yaml puts into a definition: it refuses one that does not use all of it. */
  private static Set<String> names(String definition) {
    return Pattern.compile("\\$\\{\\w+}")
        .matcher(definition)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @Test
  void nothingIsChangedWhereNothingIsPlanted() {
    var client = new MemoryTables().client(Clock.systemUTC());
    assertThat(Variation.NONE.client(DynamoDbClient.class, client, "Sweep")).isSameAs(client);
    assertThat(Variation.NONE.definition("deploy", "{}")).isEqualTo("{}");
    assertThat(Variation.NONE.isTriggered("Sweep")).isTrue();
  }
}
