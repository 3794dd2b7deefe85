package io.slipway.local.story;

import io.slipway.local.LocalSlipway;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Ways in which calls to AWS go wrong, and what else happens at one. */
public final class Faults {

  /** In place of a function's name: whoever makes the call. */
  public static final String ANYBODY = "";

  private Faults() {}

  private static boolean isBy(String function, Caller caller) {
    return function.equals(ANYBODY) || function.equals(caller.function());
  }

  /** Before each call of this name that the function makes; where this throws, it has no effect. */
  public static Fault before(String operation, String function, Runnable what) {
    return new Fault() {
      @Override
      public void before(String service, String called, Caller caller, SdkRequest request) {
        if (called.equals(operation) && isBy(function, caller)) {
          what.run();
        }
      }
    };
  }

  /**
   * After each call of this name that the function makes; where this throws, its answer is lost.
   */
  public static Fault after(String operation, String function, Runnable what) {
    return new Fault() {
      @Override
      public void after(String service, String called, Caller caller, SdkRequest request) {
        if (called.equals(operation) && isBy(function, caller)) {
          what.run();
        }
      }
    };
  }

  /** Every call of this name takes effect, and its answer is lost. */
  static Fault losing(String operation, AtomicInteger made) {
    return losing(Set.of(operation), Integer.MAX_VALUE, made);
  }

  /** The first calls of these names take effect, and their answers are lost. */
  public static Fault losing(Set<String> operations, int most, AtomicInteger made) {
    return new Fault() {
      @Override
      public void after(String service, String called, Caller caller, SdkRequest request) {
        if (operations.contains(called) && made.getAndIncrement() < most) {
          throw ApiCallTimeoutException.create(1);
        }
      }
    };
  }

  /** No call of this name that the function makes arrives, and none is answered. */
  public static Fault swallowing(String operation, String function) {
    return before(
        operation,
        function,
        () -> {
          throw ApiCallTimeoutException.create(1);
        });
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

  /** Every call of this name is refused. */
  static Fault refusing(String operation) {
    return refusing(operation, ANYBODY);
  }

  /** Every such call of one function is refused. */
  static Fault refusing(String operation, String function) {
    return before(
        operation,
        function,
        () -> {
          throw error(403, "AccessDenied", "not authorized to perform " + operation);
        });
  }

  /** Every such call of one function is throttled. */
  static Fault throttling(String operation, String function) {
    return before(
        operation,
        function,
        () -> {
          throw error(400, "ThrottlingException", "Rate exceeded");
        });
  }

  /** The tables refuse every transaction of this function. */
  static Fault refusingTransactionsOf(String function) {
    return before(
        "TransactWriteItems",
        function,
        () -> {
          throw error(400, "AccessDeniedException", "not authorized");
        });
  }

  static AwsServiceException error(int status, String code, String message) {
    return AwsServiceException.builder()
        .statusCode(status)
        .message(message)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
