package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.aws.ResourceChangeSeen.Replacement;
import io.slipway.spec.render.RenderedTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two templates say otherwise, and what of a change set that accounts for. */
class TemplateDifferencesTest {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.ALLOW_SINGLE_QUOTES)
          .enable(JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private static final String PARAMETERS =
      """
      Parameters: {
        Weight: {Type: 'Number', Default: 100},
        Present: {Type: 'String', Default: ''},
        Counts: {Type: 'String', Default: 'zero'}},
      Conditions: {
        First: {'Fn::Equals': [{Ref: 'Present'}, '']},
        New: {'Fn::Equals': [{Ref: 'Counts'}, 'zero']}},
      """;

  @Test
  void valuesOfParametersCountAndNotHowTheyAreWritten() {
    var literal =
        template(
            "Rule: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {Weight: 30}}");
    var parameter =
        template(
            "Rule: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {Weight: {Ref: 'Weight'}}}");

    assertThat(between(literal, Map.of(), parameter, Map.of("Weight", "30"))).isEmpty();
    assertThat(between(literal, Map.of(), parameter, Map.of()))
        .containsExactly("RULES Rule Weight CHANGED 30 -> 100");
  }

  @Test
  void whatAConditionTakesAwayIsNotThere() {
    var service =
        template(
            """
            Service: {Type: 'AWS::ECS::Service', Properties: {
              DesiredCount: {'Fn::If': ['New', 0, {Ref: 'AWS::NoValue'}]},
              TaskDefinition: {'Fn::If': ['First', {Ref: 'TaskDefinition'}, {Ref: 'Present'}]}}}
            """);

    assertThat(between(service, Map.of(), service, Map.of("Counts", "kept", "Present", "arn:3")))
        .containsExactly(
            "SERVICE Service DesiredCount REMOVED 0 -> -",
            "SERVICE Service TaskDefinition CHANGED TaskDefinition -> arn:3");
  }

  @Test
  void whatComesAndGoesIsTold() {
    var record =
        template(
            "Record: {Type: 'AWS::Route53::RecordSet', Properties: {Name: 'a.example.com', TTL: 60}}");
    var topic = template("Topic: {Type: 'AWS::SNS::Topic'}");

    assertThat(between(record, Map.of(), topic, Map.of()))
        .containsExactly(
            "RECORDS Record Name REMOVED a.example.com -> -",
            "RECORDS Record TTL REMOVED 60 -> -",
            "OTHER Topic  ADDED - -> -");
  }

  @Test
  void listsAreTakenApartOnlyWhereTheyHaveParts() {
    var before =
        template(
            """
            Rule: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {
              Conditions: [{Field: 'host-header', HostHeaderConfig: {Values: ['a', 'b']}}]}}
            """);
    var after =
        template(
            """
            Rule: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {
              Conditions: [{Field: 'host-header', HostHeaderConfig: {Values: ['a', 'c']}}]}}
            """);

    assertThat(between(before, Map.of(), after, Map.of()))
        .containsExactly("RULES Rule Conditions[0].HostHeaderConfig.Values CHANGED a, b -> a, c");
  }

  @Test
  void whatMayBeASecretIsToldByItsPlaceOnly() {
    var before =
        template("X: {Type: 'AWS::ECS::TaskDefinition', Properties: {A: [{Value: 'hunter2'}]}}");
    var after =
        template(
            """
            X: {Type: 'AWS::ECS::TaskDefinition', Properties: {A: [{Value: 'hunter3'}]}},
            Y: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {
              Conditions: [{HttpHeaderConfig: {HttpHeaderName: 'x-origin', Values: ['hunter4']}}],
              Actions: [{AuthenticateOidcConfig: {ClientId: 'me', ClientSecret: 'hunter5'}}]}},
            Z: {Type: 'AWS::IAM::Role', Properties: {Policy: 'hunter6'}}
            """);

    assertThat(between(before, Map.of(), after, Map.of()))
        .contains(
            "OTHER X A[0].Value CHANGED - -> -",
            "RULES Y Conditions[0].HttpHeaderConfig.Values ADDED - -> -",
            "RULES Y Conditions[0].HttpHeaderConfig.HttpHeaderName ADDED - -> x-origin",
            "RULES Y Actions[0].AuthenticateOidcConfig.ClientSecret ADDED - -> -")
        .noneMatch(line -> line.contains("hunter"));
  }

  @Test
  void ofAChangeSetOnlyWhatTheVersionChangesIsLeft() {
    var before = services(512);
    var next = services(1024);
    var values = Map.of("Weight", "0", "Present", "arn:3", "Counts", "kept");
    var seen =
        List.of(
            seen("TaskDefinition", Replacement.YES, "Memory"),
            seen("Live", Replacement.NO, "DesiredCount", "TaskDefinition"),
            seen("New", Replacement.NO, "DesiredCount", "TaskDefinition"),
            seen("Rule", Replacement.NO, "Actions"),
            new ResourceChangeSeen(
                "Topic", Optional.empty(), "AWS::SNS::Topic", "Add", Replacement.NO, List.of()));
    var differences = TemplateDifferences.between(before, values, next, values);

    assertThat(VersionChanges.of(seen, differences, new RenderedTemplate(next, List.of()), values))
        .extracting(ResourceChangeSeen::toString)
        .containsExactly(
            "modify TaskDefinition (T): Memory; is made anew",
            "modify New (T): TaskDefinition",
            "add Topic (AWS::SNS::Topic)");
  }

  private static ResourceChangeSeen seen(String id, Replacement replacement, String... properties) {
    return new ResourceChangeSeen(
        id, Optional.of(id), "T", "Modify", replacement, List.of(properties));
  }

  /** One that runs something, and one to which nothing has been deployed. */
  private static ObjectNode services(int memory) {
    return template(
        """
        TaskDefinition: {Type: 'AWS::ECS::TaskDefinition', Properties: {Memory: %d}},
        Live: {Type: 'AWS::ECS::Service', Properties: {
          DesiredCount: {'Fn::If': ['New', 0, {Ref: 'AWS::NoValue'}]},
          TaskDefinition: {'Fn::If': ['First', {Ref: 'TaskDefinition'}, {Ref: 'Present'}]}}},
        New: {Type: 'AWS::ECS::Service', Properties: {
          DesiredCount: {'Fn::If': ['New', 0, {Ref: 'AWS::NoValue'}]},
          TaskDefinition: {Ref: 'TaskDefinition'}}},
        Rule: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {
          Actions: [{Weight: {Ref: 'Weight'}}]}}
        """
            .formatted(memory));
  }

  private static List<String> between(
      JsonNode one, Map<String, String> values, JsonNode other, Map<String, String> others) {
    return TemplateDifferences.between(one, values, other, others).stream()
        .map(
            found ->
                "%s %s %s %s %s -> %s"
                    .formatted(
                        found.about().name(),
                        found.resource(),
                        found.path(),
                        found.kind(),
                        found.from().orElse("-"),
                        found.to().orElse("-")))
        .toList();
  }

  private static ObjectNode template(String resources) {
    try {
      return (ObjectNode) LENIENT.readTree("{" + PARAMETERS + "Resources: {" + resources + "}}");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(resources, e);
    }
  }
}
