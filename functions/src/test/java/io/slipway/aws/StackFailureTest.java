package io.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class StackFailureTest {

  private static final String STACK = "AWS::CloudFormation::Stack";

  @Test
  void theResourceThatFailedFirstIsTheReason() {
    assertThat(
            reason(
                event("slipway-shop-dev", STACK, "CREATE_IN_PROGRESS", "User Initiated"),
                event("Rule", "AWS::Rule", "CREATE_FAILED", "Resource creation cancelled"),
                event("Service", "AWS::ECS::Service", "CREATE_FAILED", "no capacity"),
                event("Topic", "AWS::SNS::Topic", "CREATE_FAILED", "Resource creation cancelled"),
                event("slipway-shop-dev", STACK, "CREATE_FAILED", "The following … failed")))
        .isEqualTo("slipway-shop-dev: Service (AWS::ECS::Service) CREATE_FAILED: no capacity");
  }

  @Test
  void theStackItselfIsTheReasonWhereNothingElseFailed() {
    assertThat(
            reason(
                event("slipway-shop-dev", STACK, "CREATE_IN_PROGRESS", ""),
                event("slipway-shop-dev", STACK, "CREATE_FAILED", "AccessDenied")))
        .endsWith("CREATE_FAILED: AccessDenied");
  }

  @Test
  void aFailureOfTheCreationIsNotTheReasonOfTheDeletion() {
    assertThat(
            reason(
                event("slipway-shop-dev", STACK, "CREATE_IN_PROGRESS", ""),
                event("Service", "AWS::ECS::Service", "CREATE_FAILED", "no capacity"),
                event("slipway-shop-dev", STACK, "DELETE_IN_PROGRESS", ""),
                event("LogGroup", "AWS::Logs::LogGroup", "DELETE_FAILED", "not now")))
        .isEqualTo("slipway-shop-dev: LogGroup (AWS::Logs::LogGroup) DELETE_FAILED: not now");
  }

  private static String reason(StackEvent... oldestFirst) {
    return StackFailure.of("slipway-shop-dev", new ArrayList<>(List.of(oldestFirst)).reversed())
        .orElseThrow();
  }

  private static StackEvent event(String id, String type, String status, String reason) {
    return StackEvent.builder()
        .logicalResourceId(id)
        .resourceType(type)
        .resourceStatus(status)
        .resourceStatusReason(reason)
        .build();
  }
}
