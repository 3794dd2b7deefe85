package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/openapi.yaml tells the routes that there are, and the bodies that they take. */
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Plain YAML, in which a thing may be named and used again: not CloudFormation's. */
  private final JsonNode document =
      Json.tree(
          new Load(LoadSettings.builder().build())
              .loadFromString(Shipped.text("docs/openapi.yaml")));

  @Test
  void itHasTheRoutesOfTheTemplateUnderTheirFunctionsNames() {
    var told = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            told.add(
                                method.getKey()
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + method.getValue().path("operationId").asText());
                          }
                        }));
    assertThat(told).isEqualTo(routes());
  }

  @ParameterizedTest
  @CsvSource({
    "CreateStack, io.slipway.operation.CreateStackRequest",
    "Deploy, io.slipway.operation.DeployRequest",
    "DeployElsewhere, io.slipway.api.DeployElsewhere",
    "CanaryShift, io.slipway.operation.CanaryShiftRequest",
    "Swap, io.slipway.operation.SwapRequest",
    "Release, io.slipway.operation.ReleaseRequest",
    "Rollback, io.slipway.operation.RollbackRequest",
    "NonprodStatus, io.slipway.api.NonprodStatus$Body",
    "ProdblueStatus, io.slipway.api.ProdblueStatus$Body",
    "Schedule, io.slipway.operation.HoursRequest",
    "Verify, io.slipway.api.VerifyStack$Body",
    "Plan, io.slipway.api.PlanStack$Body",
    "AddSubscription, io.slipway.api.AddSubscription$Body",
    "ApplicationInfo, io.slipway.api.ApplicationInfo$Body",
    "DeleteStack, io.slipway.operation.DeleteStackRequest",
  })
  void aBodyHasTheFieldsThatItsRecordReads(String schema, String type)
      throws ClassNotFoundException {
    agree(schema, document.path("components").path("schemas").path(schema), Class.forName(type));
  }

  private void agree(String where, JsonNode schema, Class<?> type) {
    assertThat(schema.path("additionalProperties").asBoolean(true)).as(where).isFalse();
    assertThat(names(schema.path("properties"))).as(where).isEqualTo(Steps.fields(type));
    assertThat(Shipped.each(schema.path("required")).map(JsonNode::asText))
        .as(where + ".required")
        .containsExactlyInAnyOrderElementsOf(Steps.required(type));
    for (RecordComponent component : type.getRecordComponents()) {
      var name = Steps.name(component);
      var property = schema.path("properties").path(name);
      var inner = property.has("items") ? property.path("items") : property;
      nested(component.getGenericType())
          .filter(record -> inner.has("properties"))
          .ifPresent(record -> agree(where + "." + name, inner, record));
    }
  }

  /** The record of several fields that a component holds, if any, also in an Optional or a List. */
  private static Optional<Class<?>> nested(Type type) {
    if (type instanceof ParameterizedType generic) {
      return nested(generic.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain
            && plain.isRecord()
            && plain.getRecordComponents().length > 1
        ? Optional.of(plain)
        : Optional.empty();
  }

  private static Set<String> names(JsonNode properties) {
    return properties.properties().stream()
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> routes() {
    var routes = new TreeSet<String>();
    Shipped.resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                List.copyOf(function.path("Events").properties()).stream()
                    .map(event -> event.getValue())
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .map(event -> event.path("Properties"))
                    .forEach(
                        route ->
                            routes.add(
                                route.path("Method").asText().toLowerCase(Locale.ROOT)
                                    + " "
                                    + route.path("Path").asText()
                                    + " "
                                    + name.substring(0, 1).toLowerCase(Locale.ROOT)
                                    + name.substring(1))));
    return routes;
  }
}
