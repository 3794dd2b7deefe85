package io.slipway.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

class CallRecorderTest {

  private final Scene scene = new Scene().live();
  private final CallRecorder calls = scene.account.calls();
  private final EcsClient ecs =
      calls.recorded(
          EcsClient.class, scene.account.ecs(), () -> new Caller("UpdateService", "op-1"));

  @Test
  void aCallIsWrittenDownWithItsCallerWhatItIsAboutAndItsOutcome() {
    ecs.describeServices(r -> r.cluster(Scene.CLUSTER).services("shop-prod1"));
    assertThatThrownBy(() -> ecs.updateService(r -> r.cluster(Scene.CLUSTER).service("ghost")))
        .isInstanceOf(ServiceNotFoundException.class);

    assertThat(calls.list("op-1"))
        .extracting(Call::service, Call::operation, Call::outcome)
        .containsExactly(
            tuple("ecs", "DescribeServices", "ok"),
            tuple("ecs", "UpdateService", "ServiceNotFoundException"));
    assertThat(calls.list().getFirst().request())
        .containsEntry("cluster", Scene.CLUSTER)
        .containsEntry("services", "[\"shop-prod1\"]");
    assertThat(calls.list("op-2")).isEmpty();
  }

  @Test
  void everyPageIsACall() {
    assertThat(
            ecs
                .listTasksPaginator(
                    r -> r.cluster(Scene.CLUSTER).serviceName("shop-prod1").maxResults(1))
                .taskArns()
                .stream())
        .hasSize(2);

    assertThat(calls.list()).extracting(Call::operation).containsExactly("ListTasks", "ListTasks");
  }

  @Test
  void anErrorCanComeBeforeTheEffect() {
    calls.inject(
        new Fault() {
          @Override
          public void before(String service, String operation, Caller caller, SdkRequest request) {
            throw SdkClientException.create("no connection");
          }
        });

    assertThatThrownBy(this::scaleToFive).isInstanceOf(SdkClientException.class);

    assertThat(scene.service("prod1").desiredCount()).isEqualTo(2);
    assertThat(calls.list().getLast().outcome()).isEqualTo("SdkClientException");
  }

  @Test
  void theAnswerCanBeLostAfterTheEffect() {
    calls.inject(
        new Fault() {
          @Override
          public void after(String service, String operation, Caller caller, SdkRequest request) {
            throw SdkClientException.create("connection reset");
          }
        });

    assertThatThrownBy(this::scaleToFive).isInstanceOf(SdkClientException.class);

    assertThat(scene.service("prod1").desiredCount()).isEqualTo(5);
  }

  private void scaleToFive() {
    ecs.updateService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1").desiredCount(5));
  }

  @Test
  void aCallThatIsNotModelledFailsLoudly() {
    assertThatThrownBy(() -> ecs.createTaskSet(r -> r.service("shop-prod1")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
