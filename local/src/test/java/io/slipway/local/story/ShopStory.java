package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.runtime.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.ecs.model.Service;

/** Stories of an application that has just been created: Shop. */
abstract class ShopStory {

  Scenario scenario;

  @BeforeEach
  final void anApplication() {
    scenario = Scenario.begin();
    scenario.createStack("Shop").finish();
  }

  @AfterEach
  final void theInvariantsHold() {
    scenario.close();
  }

  final void push(String tag, String behaviour) {
    scenario.pushImage("shop", tag, behaviour);
  }

  final Run deploy(String tag, String... environments) {
    return scenario.asked("POST", "/stacks/deploy", deployment(tag, environments));
  }

  /** All customers get what the idle slot has. */
  final void swap() {
    var run = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", shop());
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  static ObjectNode deployment(String tag, String... environments) {
    var request = shop().put("imageTag", tag);
    request.set("environment", Json.tree(environments));
    return request;
  }

  /** A request that is about the application. */
  static ObjectNode shop() {
    return Json.mapper().createObjectNode().put("applicationName", "shop");
  }

  final void assertRefused(int status, String why, String path, JsonNode body) {
    var answer = scenario.call("POST", path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("errorMessage").asText()).contains(why);
  }

  final InventoryEntry entry(Place place) {
    return scenario.inventory("Shop").stream()
        .filter(entry -> entry.place() == place)
        .findFirst()
        .orElseThrow();
  }

  final Release release(Place place) {
    return entry(place).release().orElseThrow();
  }

  final Service service(Place place) {
    var address = entry(place).address();
    return scenario
        .account()
        .ecs()
        .describeServices(request -> request.cluster(address.cluster()).services(address.service()))
        .services()
        .getFirst();
  }

  final List<String> revisions(String family) {
    return scenario
        .account()
        .ecs()
        .listTaskDefinitions(request -> request.familyPrefix(family))
        .taskDefinitionArns();
  }

  /** The domain that all hosts of the application are in. */
  final String zone() {
    var url = entry(Place.DEV).address().url();
    return url.substring(url.indexOf('.') + 1);
  }

  /** The release that answers on a host. */
  final String answer(String host) {
    return scenario.request(host + "." + zone()).release();
  }
}
