package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Whichever call of a deploy goes wrong: what runs, what the inventory says and what the operation
 * says agree, and no revision is left over. What may pass is tried again and succeeds.
 */
final class DeployFaultsTest {

  private static final String BY_THE_API = "DeployStack";

  /** How a call goes wrong. */
  enum Wrong {
    REFUSED,
    THROTTLED,
    ANSWER_LOST
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void aFaultAtAnyCallLeavesNothingHalfDone(Wrong wrong) {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();
      scenario.pushImage("shop", "1.0.0", "healthy");
      scenario.pushImage("shop", "1.0.1", "healthy");
      deploy(scenario, "1.0.0");
      boolean fired = true;
      int deploys = 0;
      int succeeded = 0;
      for (int call = 1; fired; call++) {
        var calls = new AtomicInteger();
        scenario.account().calls().inject(at(call, wrong, calls));
        var before = entry(scenario);
        var run = deploy(scenario, other(before));
        scenario.account().calls().inject(Fault.NONE);
        fired = calls.get() >= call;
        if (wrong != Wrong.REFUSED) {
          assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
        }
        succeeded += run.outcome() == OperationState.SUCCEEDED ? 1 : 0;
        assertAgree(scenario, run, before);
        deploys++;
      }
      assertThat(deploys).isGreaterThan(30);
      assertThat(revisions(scenario)).hasSize(2 + succeeded);
    }
  }

  private static String other(InventoryEntry entry) {
    return entry.release().orElseThrow().version().value().equals("1.0.0") ? "1.0.1" : "1.0.0";
  }

  /** The stack's own, and one of each release. */
  private static List<String> revisions(Scenario scenario) {
    return scenario
        .account()
        .ecs()
        .listTaskDefinitions(request -> request.familyPrefix("shop-dev"))
        .taskDefinitionArns();
  }

  private static void assertAgree(Scenario scenario, Run run, InventoryEntry before) {
    var now = entry(scenario);
    if (run.outcome() == OperationState.SUCCEEDED) {
      assertThat(now.release()).as(run.message()).isNotEqualTo(before.release());
    } else {
      assertThat(now).as(run.message()).isEqualTo(before);
    }
    assertThat(service(scenario, now).taskDefinition())
        .as(run.message())
        .isEqualTo(now.release().orElseThrow().taskDefinition());
  }

  private static Fault at(int wanted, Wrong wrong, AtomicInteger calls) {
    return new Fault() {
      @Override
      public void before(String service, String operation, Caller caller, SdkRequest request) {
        if (wrong != Wrong.ANSWER_LOST && counts(caller)) {
          throw refusal(wrong);
        }
      }

      @Override
      public void after(String service, String operation, Caller caller, SdkRequest request) {
        if (wrong == Wrong.ANSWER_LOST && counts(caller)) {
          throw ApiCallTimeoutException.create(1);
        }
      }

      private boolean counts(Caller caller) {
        return !BY_THE_API.equals(caller.function())
            && caller.operationId() != null
            && calls.incrementAndGet() == wanted;
      }
    };
  }

  private static AwsServiceException refusal(Wrong wrong) {
    boolean throttled = wrong == Wrong.THROTTLED;
    return AwsServiceException.builder()
        .statusCode(400)
        .message("refused")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(throttled ? "ThrottlingException" : "AccessDeniedException")
                .errorMessage("refused")
                .build())
        .build();
  }

  private static Run deploy(Scenario scenario, String version) {
    return scenario
        .asked(
            "POST",
            "/stacks/deploy",
            Json.mapper()
                .createObjectNode()
                .put("applicationName", "shop")
                .put("imageTag", version)
                .put("environment", "dev"))
        .finish();
  }

  private static InventoryEntry entry(Scenario scenario) {
    return scenario.inventory("shop").stream()
        .filter(entry -> entry.place() == Place.DEV)
        .findFirst()
        .orElseThrow();
  }

  private static Service service(Scenario scenario, InventoryEntry entry) {
    return scenario
        .account()
        .ecs()
        .describeServices(
            request ->
                request.cluster(entry.address().cluster()).services(entry.address().service()))
        .services()
        .getFirst();
  }
}
