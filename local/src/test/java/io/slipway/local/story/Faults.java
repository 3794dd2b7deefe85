package io.slipway.local.story;

import io.slipway.local.LocalSlipway;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/** Ways in which calls to AWS go wrong. */
final class Faults {

  private Faults() {}

  /** Every call of this name takes effect, and its answer is lost. */
  static Fault losing(String operation, AtomicInteger made) {
    return new Fault() {
      @Override
      public void after(String service, String called, Caller caller, SdkRequest request) {
        if (called.equals(operation)) {
          made.getAndIncrement();
          throw ApiCallTimeoutException.create(1);
        }
      }
    };
  }

  /** The first registration of each family takes effect {@code late} after its caller gave up. */
  static Fault registering(Duration late, LocalSlipway slipway) {
    var families = new HashSet<String>();
    return new Fault() {
      @Override
      public void before(String service, String called, Caller caller, SdkRequest request) {
        if (request instanceof RegisterTaskDefinitionRequest register
            && families.add(register.family())) {
          var ecs = slipway.clients().get(EcsClient.class);
          var unused = slipway.timeline().after(late, () -> ecs.registerTaskDefinition(register));
          throw ApiCallTimeoutException.create(1);
        }
      }
    };
  }

  /** Every call of this name to the load balancer is refused. */
  static Fault refusing(String operation) {
    return refusing(operation, "");
  }

  /** Every such call of one function is refused; of any, where it is empty. */
  static Fault refusing(String operation, String function) {
    return new Fault() {
      @Override
      public void before(String service, String called, Caller caller, SdkRequest request) {
        if (called.equals(operation) && caller.function().endsWith(function)) {
          throw ElasticLoadBalancingV2Exception.builder()
              .statusCode(403)
              .awsErrorDetails(
                  AwsErrorDetails.builder()
                      .errorCode("AccessDenied")
                      .errorMessage("not authorized to perform " + operation)
                      .build())
              .build();
        }
      }
    };
  }

  /** The tables refuse every transaction of this function. */
  static Fault refusingTransactionsOf(String function) {
    return new Fault() {
      @Override
      public void before(String service, String called, Caller caller, SdkRequest request) {
        if (caller.function().equals(function) && called.equals("TransactWriteItems")) {
          throw DynamoDbException.builder()
              .statusCode(400)
              .awsErrorDetails(
                  AwsErrorDetails.builder()
                      .errorCode("AccessDeniedException")
                      .errorMessage("not authorized")
                      .build())
              .build();
        }
      }
    };
  }
}
