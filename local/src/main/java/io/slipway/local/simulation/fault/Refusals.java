package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * The errors with which services refuse a call before it has any effect, under the codes that each
 * of them uses.
 */
public final class Refusals {

  private static final Set<String> QUERY_SERVICES =
      Set.of("elasticloadbalancing", "cloudformation", "monitoring", "sns");

  private static final Map<String, String> THROTTLES =
      Map.of(
          "dynamodb", "ProvisionedThroughputExceededException",
          "sns", "Throttled",
          "elasticloadbalancing", "Throttling",
          "cloudformation", "Throttling",
          "monitoring", "Throttling",
          "s3", "SlowDown");

  private Refusals() {}

  public static AwsServiceException throttled(Passage.Asked asked) {
    if (asked.request() instanceof TransactWriteItemsRequest transaction) {
      return conflict(transaction);
    }
    return error(
        asked,
        THROTTLES.getOrDefault(asked.service(), "ThrottlingException"),
        400,
        "Rate exceeded");
  }

  /** As where another transaction touches the first item at the same time. */
  private static AwsServiceException conflict(TransactWriteItemsRequest transaction) {
    var reasons = new ArrayList<CancellationReason>();
    for (int i = 0; i < transaction.transactItems().size(); i++) {
      var code = i == 0 ? "TransactionConflict" : "None";
      reasons.add(CancellationReason.builder().code(code).build());
    }
    var message = "Transaction cancelled, please refer cancellation reasons for specific reasons";
    return (AwsServiceException)
        TransactionCanceledException.builder()
            .cancellationReasons(reasons)
            .statusCode(400)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("DynamoDb")
                    .errorCode("TransactionCanceledException")
                    .errorMessage(message)
                    .build())
            .build();
  }

  public static AwsServiceException unavailable(Passage.Asked asked) {
    var code = asked.service().equals("dynamodb") ? "InternalServerError" : "ServiceUnavailable";
    return error(asked, code, 503, "the service is not available at the moment");
  }

  public static AwsServiceException refused(Passage.Asked asked) {
    boolean query = QUERY_SERVICES.contains(asked.service()) || asked.service().equals("s3");
    return error(
        asked,
        query ? "AccessDenied" : "AccessDeniedException",
        query ? 403 : 400,
        "not authorized to perform: " + asked.service() + ":" + asked.operation());
  }

  private static AwsServiceException error(
      Passage.Asked asked, String code, int status, String message) {
    var builder = builder(asked.service());
    builder
        .statusCode(status)
        .message(message)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(asked.service())
                .errorCode(code)
                .errorMessage(message)
                .build());
    return builder.build();
  }

  /** Errors that the model does not name have the type that all of the service's have. */
  private static AwsServiceException.Builder builder(String service) {
    return switch (service) {
      case "dynamodb" -> DynamoDbException.builder();
      case "ecs" -> EcsException.builder();
      case "ecr" -> EcrException.builder();
      case "elasticloadbalancing" -> ElasticLoadBalancingV2Exception.builder();
      case "cloudformation" -> CloudFormationException.builder();
      case "monitoring" -> CloudWatchException.builder();
      case "states" -> SfnException.builder();
      case "sns" -> SnsException.builder();
      case "s3" -> S3Exception.builder();
      case "application-autoscaling" -> ApplicationAutoScalingException.builder();
      default -> AwsServiceException.builder();
    };
  }
}
