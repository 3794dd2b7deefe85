package io.slipway.local.story;

import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application lacks is told before a deploy finds out. */
final class VerifyTest extends ShopStory {

  private JsonNode verified(ObjectNode body) {
    var answer = scenario.call("POST", "/stacks/shop/verify", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The leaves that are not well: {@code dev image: …}. */
  private static List<String> wrong(JsonNode tree) {
    var found = new ArrayList<String>();
    tree.path("places").forEach(place -> collect(place, place.path("subject").asText(), found));
    return found;
  }

  private static void collect(JsonNode finding, String path, List<String> found) {
    if (finding.path("parts").isEmpty() && !finding.path("ok").asBoolean()) {
      found.add(path + ": " + finding.path("detail").asText());
    }
    finding
        .path("parts")
        .forEach(part -> collect(part, path + " " + part.path("subject").asText(), found));
  }

  @Test
  void whatHasAllThatItNeedsIsWell() {
    push("1.0.0", "healthy");
    deploy("1.0.0", "dev").finish();
    var before = scenario.events("Shop");

    var found = verified(nothing());

    assertThat(wrong(found)).isEmpty();
    assertThat(found.path("ok").asBoolean()).isTrue();
    assertThat(found.path("places")).hasSizeGreaterThan(3);
    assertThat(scenario.events("Shop")).isEqualTo(before);
  }

  @Test
  void anImageThatIsNotThereIsNamed() {
    var found = verified(nothing().put("environment", "dev").put("imageTag", "9.9.9"));

    assertThat(found.path("ok").asBoolean()).isFalse();
    assertThat(wrong(found))
        .containsExactly("dev image: the repository 'shop' has no image 9.9.9 (any more)");
  }

  @Test
  void aLoadBalancerThatIsFullIsTold() {
    scenario.account().loadBalancers().allowRules(4);

    assertThat(wrong(verified(nothing().put("environment", "dev"))))
        .hasSize(1)
        .allMatch(line -> line.startsWith("dev quotas rules: the load balancer has "));
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeClusters, dev cluster: ",
    "GetRole, dev service roles arn:",
    "DescribeServices, dev service: ",
    "DescribeTaskDefinition, dev service: ",
    "DescribeListeners, dev certificates: ",
    "DescribeAccountLimits, dev quotas rules: ",
    "GetAWSDefaultServiceQuota, dev quotas fargate: ",
    "GetMetricData, dev quotas fargate: "
  })
  void whatAwsRefusesToShowIsNotWellAndNoReasonToStop(String call, String where) {
    scenario.account().calls().inject(Faults.refusing(call, "VerifyStack"));

    var found = wrong(verified(nothing().put("environment", "dev")));

    scenario.account().calls().inject(Fault.NONE);
    assertThat(found)
        .isNotEmpty()
        .allMatch(line -> line.startsWith(where))
        .allMatch(line -> line.contains(": could not look, because "));
  }

  @Test
  void onlyWhatIsThereCanBeLookedAt() {
    assertRefused(
        404, "has no environment da", "/stacks/shop/verify", nothing().put("environment", "da"));
    assertRefused(404, "nobody", "/stacks/nobody/verify", nothing());
    assertRefused(400, "'fix': unknown field", "/stacks/shop/verify", nothing().put("fix", true));
  }
}
