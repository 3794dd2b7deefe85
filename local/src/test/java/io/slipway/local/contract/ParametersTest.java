package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What stands in parameters.yml reaches template.yaml, or is refused by its key. */
class ParametersTest {

  static final List<String> KEYS = keys(Shipped.template().path("Parameters"));

  private final JsonNode parameters = Shipped.template().path("Parameters");
  private final JsonNode values = Shipped.yaml("parameters.yml");

  @Test
  void everyParameterHasItsKeyAndEveryKeyItsParameter() {
    assertThat(keys(values)).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void theKeysOfTheFirstParametersFileAreAllThere() {
    assertThat(KEYS)
        .contains("apiname", "stage", "accountid", "vpc", "subnet1", "subnet2", "elbsubnet1")
        .contains("elbsubnet2", "sg", "elbsg", "region", "repouri", "cftemplate");
  }

  @Test
  void everyKeyIsExplained() {
    var unexplained = new ArrayList<String>();
    String comment = "";
    for (String line : Shipped.text("parameters.yml").lines().toList()) {
      if (line.startsWith("#")) {
        comment = line;
      } else if (line.isBlank()) {
        comment = "";
      } else if (comment.isEmpty()) {
        unexplained.add(line);
      }
    }
    assertThat(unexplained).isEmpty();
  }

  /** What stands there beside the file of the first tool is a whole file. */
  @Test
  void thePageForPeopleOfTheFirstToolHasEveryKeyAndValuesThatAreAccepted() {
    var page = Shipped.text("docs/from-devops-model.md");
    var ours = page.substring(page.indexOf("</td><td>"));
    var block = ours.substring(ours.indexOf("```yaml\n") + 8, ours.indexOf("\n```\n"));
    var shown = new TreeMap<String, String>();
    block
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(pair -> shown.put(pair[0], pair[1].replace("\"", "")));

    assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(KEYS);
    assertThat(shown).allSatisfy((key, value) -> assertThat(accepts(key, value)).as(key).isTrue());
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void itIsDocumented(String key) {
    assertThat(Shipped.text("docs/install.md")).contains("`" + key + "`");
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void aRefusalNamesTheKeyAndTheFile(String key) {
    assertThat(parameters.path(key).path("ConstraintDescription").asText())
        .startsWith(key + " in parameters.yml must be ");
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void whatIsToBeFilledInIsRefusedUntilItIs(String key) {
    String shipped = values.path(key).asText();
    assertThat(accepts(key, shipped)).as(key + ": " + shipped).isNotEqualTo(shipped.contains("<"));
    assertThat(accepts(key, "<" + key + ">")).isFalse();
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void nothingIsFilledInSilently(String key) {
    assertThat(parameters.path(key).has("Default")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "apiname, slipway",
    "apiname, devops-demo",
    "apiname, a",
    "stage, dev",
    "stage, v2",
    "accountid, 012345678901",
    "region, eu-central-1",
    "region, us-gov-west-1",
    "elbscheme, internal",
    "repouri, public.ecr.aws/docker/library/busybox:stable",
    "repouri, 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1.0.0",
    "repouri, registry:5000/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "cftemplate, ''",
    "cftemplate, https://mine.s3.eu-central-1.amazonaws.com/v7",
    "hostedzonename, example.com",
    "hostedzonename, apps.example.co.uk",
    "hostedzoneid, Z0123456789ABCDEFGHIJ",
    "hostedzoneid, ''",
    "certificatearn, ''",
    "certificatearn, arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
    "githubapi, https://api.github.com",
    "githubapi, https://github.example.com/api/v3",
    "gitlabapi, https://gitlab.com/api/v4",
    "gitlabapi, https://git.example.com:8443/gitlab/api/v4",
    "logretention, 90"
  })
  void aRightValueIsTaken(String key, String value) {
    assertThat(accepts(key, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "apiname, ''",
    "apiname, Slipway",
    "apiname, -a",
    "apiname, a-",
    "apiname, sixteen-letters-",
    "apiname, sixteen-letters0",
    "stage, ''",
    "stage, d-v",
    "stage, production",
    "accountid, ''",
    "accountid, 12345678901",
    "accountid, 1234-5678-9012",
    "region, ''",
    "region, europe",
    "region, eu-central-1a",
    "elbscheme, public",
    "repouri, ''",
    "repouri, busybox",
    "repouri, public.ecr.aws/docker/library/busybox",
    "repouri, https://registry.example/a:1",
    "cftemplate, s3://mine/v7",
    "cftemplate, http://mine.s3.amazonaws.com/v7",
    "cftemplate, https://mine.example/v7",
    "cftemplate, https://mine.s3.amazonaws.com/v7/",
    "hostedzonename, ''",
    "hostedzonename, example.com.",
    "hostedzonename, Example.com",
    "hostedzonename, localhost",
    "hostedzoneid, /hostedzone/Z0123456789",
    "hostedzoneid, example.com",
    "certificatearn, none",
    "certificatearn, arn:aws:iam::123456789012:server-certificate/a",
    "githubapi, ''",
    "githubapi, http://api.github.com",
    "githubapi, https://api.github.com/",
    "githubapi, https://localhost",
    "githubapi, https://user@github.example.com",
    "githubapi, https://api.github.com?a=b",
    "gitlabapi, https://gitlab.com",
    "gitlabapi, https://gitlab.com/api/v4/",
    "logretention, 91",
    "logretention, ''"
  })
  void aWrongValueIsRefused(String key, String value) {
    assertThat(accepts(key, value)).isFalse();
  }

  @Test
  void theNetworkIsLookedUp() {
    assertThat(Stream.of("vpc", "subnet1", "sg").map(key -> parameters.path(key).path("Type")))
        .extracting(JsonNode::asText)
        .containsExactly(
            "AWS::EC2::VPC::Id", "AWS::EC2::Subnet::Id", "AWS::EC2::SecurityGroup::Id");
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedByItsKeys() {
    var refusals = Shipped.template().path("Rules").findValuesAsText("AssertDescription");
    for (String key : List.of("accountid", "region", "subnet1", "elbsubnet1", "vpc", "elbsg")) {
      assertThat(refusals).as(key).anyMatch(refusal -> refusal.contains(key));
    }
    assertThat(refusals).allMatch(refusal -> refusal.contains("parameters.yml"));
  }

  @Test
  void theLongestNameFitsWhereItIsUsed() {
    String name = "a".repeat(15) + "-" + "b".repeat(8);
    assertThat(accepts("apiname", "a".repeat(15)) && accepts("stage", "b".repeat(8))).isTrue();
    assertThat(name + "-nonprod").as("load balancer").hasSizeLessThanOrEqualTo(32);
    assertThat(name + "-ecs-cf-123456789012-ap-southeast-1").as("bucket").hasSizeLessThan(64);
  }

  /** What CloudFormation checks without looking anything up. */
  private boolean accepts(String key, String value) {
    JsonNode parameter = parameters.path(key);
    if (parameter.path("Type").asText().startsWith("AWS::")) {
      return !value.startsWith("<");
    }
    if (parameter.has("AllowedValues")) {
      return Shipped.each(parameter.path("AllowedValues")).anyMatch(v -> v.asText().equals(value));
    }
    return Pattern.matches(parameter.path("AllowedPattern").asText(), value);
  }

  private static List<String> keys(JsonNode mapping) {
    return mapping.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }
}
