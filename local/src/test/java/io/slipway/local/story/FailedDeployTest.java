package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Place;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** How all is as before where a release does not get to where it was to run. */
final class FailedDeployTest extends ShopStory {

  @BeforeEach
  void anImage() {
    push("1.0.0", "healthy");
  }

  @Test
  void flawA5_flawA6_flawL1_aReleaseThatCrashesFailsTheDeployAndTheOldOneStays() {
    deploy("1.0.0", "dev").finish();
    var before = service(Place.DEV);
    push("1.0.1", "crashing");

    var run = deploy("1.0.1", "dev").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message())
        .contains("1.0.1 was not deployed to dev", "exit code", "It runs 1.0.0 as before.");
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    assertThat(release(Place.DEV).version().value()).isEqualTo("1.0.0");
    assertThat(service(Place.DEV).taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(service(Place.DEV).desiredCount()).isEqualTo(before.desiredCount());
    assertThat(revisions("Shop-dev")).hasSize(2);
    assertThat(run.steps()).contains("CheckRollout dev FAILED", "CheckRestore dev DONE");
  }

  @Test
  void flawL2_aReleaseThatNeverBecomesHealthyIsGivenUp() {
    deploy("1.0.0", "dev").finish();
    push("1.0.1", "unhealthy");

    var run = deploy("1.0.1", "dev").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
  }

  @Test
  void aFirstDeployThatFailsLeavesThePlaceEmptyAsItWas() {
    push("1.0.1", "crashing");
    var before = service(Place.PROD2);

    var run = deploy("1.0.1", "prod").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message()).contains("Nothing runs there, as before.");
    assertThat(service(Place.PROD2).taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(service(Place.PROD2).desiredCount()).isZero();
    assertThat(entry(Place.PROD2).release()).isEmpty();
  }

  @Test
  void aFailureInOneEnvironmentPutsAllOfThemBack() {
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void before(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (request instanceof UpdateServiceRequest update
                    && update.service().equals("Shop-qa")) {
                  throw Faults.error(400, "InvalidParameterException", "no");
                }
              }
            });

    var run = deploy("1.0.0", "dev", "qa", "stage").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message())
        .contains(
            "1.0.0 was not deployed to dev, qa, stage",
            "Shop-qa: no",
            "dev runs nothing, qa runs nothing, stage runs nothing, as before.");
    for (var place : List.of(Place.DEV, Place.QA, Place.STAGE)) {
      assertThat(entry(place).release()).isEmpty();
      assertThat(service(place).desiredCount()).isZero();
    }
  }

  @Test
  void noRevisionThatCameLateStaysAfterAWayBack() {
    push("1.0.1", "slow");
    var late = Duration.ofSeconds(28);
    scenario.account().calls().inject(Faults.registering(late, scenario.slipway()));
    var run = deploy("1.0.1", "dev");
    scenario.runFor(Duration.ofSeconds(10));

    scenario.call("POST", "/operations/" + run.id() + "/abort", Production.nothing());

    assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(revisions("Shop-dev")).hasSize(1);
  }

  @Test
  void anAbortPutsEveryPlaceBack() {
    push("1.0.1", "slow");
    var run = deploy("1.0.1", "dev", "qa");
    scenario.runFor(Duration.ofSeconds(15));

    var answer = scenario.call("POST", "/operations/" + run.id() + "/abort", Production.nothing());

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    assertThat(run.message()).contains("The deploy to dev, qa was ended by a caller");
    assertThat(entry(Place.DEV).release()).isEmpty();
    assertThat(service(Place.QA).desiredCount()).isZero();
  }
}
