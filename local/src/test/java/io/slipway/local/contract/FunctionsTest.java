package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every function of template.yaml follows the conventions that the rest relies on. */
class FunctionsTest {

  static final List<String> FUNCTIONS =
      List.copyOf(Shipped.resources("AWS::Serverless::Function").keySet());

  private static final int API_GATEWAY_TIMEOUT_SECONDS = 30;

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void itsHandlerIsTheClassOfTheSameName(String name) throws ReflectiveOperationException {
    String[] handler = function(name).path("Handler").asText().split("::", -1);
    assertThat(handler).hasSize(2);
    assertThat(handler[1]).isEqualTo("handleRequest");

    Class<?> type = Class.forName(handler[0], false, getClass().getClassLoader());
    assertThat(type.getSimpleName()).isEqualTo(name);
    assertThat(type).isPublic().isFinal();
    assertThat(RequestStreamHandler.class).isAssignableFrom(type);
    assertThat(type.getConstructor()).as("what Lambda calls").isNotNull();
    assertThat(type.getConstructor(Platform.class)).as("what local mode calls").isNotNull();
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void itSaysWhatItDoesAndHasAPolicyOfItsOwn(String name) {
    assertThat(function(name).path("Description").asText()).isNotEmpty();
    assertThat(Shipped.each(function(name).path("Policies")))
        .as("Policies, each with the statements themselves")
        .isNotEmpty()
        .allMatch(policy -> policy.has("Statement"));
    assertThat(function(name).has("Role")).isFalse();
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void itOverridesNothingThatAllShare(String name) {
    for (String shared :
        List.of("CodeUri", "Runtime", "Architectures", "Tracing", "FunctionName")) {
      assertThat(function(name).has(shared)).as(shared).isFalse();
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void itsTimeoutIsLongerThanAnyCallItMakes(String name) {
    int timeout = Steps.timeoutSeconds(name);
    assertThat(timeout).isGreaterThan((int) Platform.LONGEST_CALL.toSeconds());
    if (isRoute(name)) {
      assertThat(timeout).as("before API Gateway gives up").isLessThan(API_GATEWAY_TIMEOUT_SECONDS);
    }
  }

  /** A version and an alias are resources, and a template has 500 of them at most. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void itHasVersionsWhereAMachineNamesThemAndNowhereElse(String name) {
    boolean isStep =
        Shipped.resources("AWS::Serverless::StateMachine").values().stream()
            .anyMatch(machine -> machine.path("DefinitionSubstitutions").has(name));
    assertThat(function(name).path("AutoPublishAlias").asText()).isEqualTo(isStep ? "live" : "");
  }

  @Test
  void aMachineNamesTheVersionOfAFunctionSoThatARunningOperationKeepsItsCode() {
    Shipped.resources("AWS::Serverless::StateMachine")
        .forEach(
            (machine, properties) ->
                assertThat(properties.path("DefinitionSubstitutions").properties())
                    .as(machine)
                    .filteredOn(substitution -> FUNCTIONS.contains(substitution.getKey()))
                    .allSatisfy(
                        substitution ->
                            assertThat(substitution.getValue().path("Ref").asText())
                                .isEqualTo(substitution.getKey() + ".Version")));
  }

  @Test
  void aMachineMayInvokeEveryVersionOfWhatItNamesAndNothingElse() {
    Shipped.resources("AWS::Serverless::StateMachine")
        .forEach(
            (machine, properties) -> {
              var named = new TreeSet<String>();
              properties.path("DefinitionSubstitutions").fieldNames().forEachRemaining(named::add);
              named.retainAll(FUNCTIONS);
              var invoked = new TreeSet<String>();
              Shipped.each(properties.path("Policies"))
                  .flatMap(policy -> Shipped.each(policy.path("Statement")))
                  .filter(statement -> has(statement.path("Action"), "lambda:InvokeFunction"))
                  .flatMap(statement -> Shipped.each(statement.path("Resource")))
                  .forEach(resource -> invoked.add(resource.path("Fn::Sub").asText()));
              assertThat(invoked)
                  .as(machine)
                  .containsExactlyInAnyOrderElementsOf(
                      named.stream().map(name -> "${" + name + ".Arn}:*").toList());
            });
  }

  private static boolean has(JsonNode actions, String action) {
    return Shipped.each(actions).anyMatch(each -> each.asText().equals(action));
  }

  private static boolean isRoute(String name) {
    return Shipped.each(function(name).path("Events"))
        .flatMap(events -> events.properties().stream())
        .anyMatch(event -> event.getValue().path("Type").asText().equals("HttpApi"));
  }

  private static JsonNode function(String name) {
    return Shipped.resources("AWS::Serverless::Function").get(name);
  }
}
