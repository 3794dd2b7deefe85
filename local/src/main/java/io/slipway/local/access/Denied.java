package io.slipway.local.access;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.AcmRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingRequest;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.EcrRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Request;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.SfnRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SnsRequest;

/**
 * What a service answers to who is not authorized: the common errors of each API reference.
 * Services that speak JSON say AccessDeniedException with status 400, the others AccessDenied with
 * 403.
 */
final class Denied {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private Denied() {}

  static AwsServiceException of(SdkRequest request, String service, String caller, Demand demand) {
    var type = type(request);
    boolean json =
        !(request instanceof CloudFormationRequest
            || request instanceof ElasticLoadBalancingV2Request
            || request instanceof CloudWatchRequest
            || request instanceof IamRequest
            || request instanceof SnsRequest
            || request instanceof S3Request);
    return AwsErrors.of(
        type,
        json ? BAD_REQUEST : FORBIDDEN,
        service,
        json ? "AccessDeniedException" : "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
            .formatted(caller, demand.action(), demand.resource(), demand.action()));
  }

  private static AwsServiceException.Builder type(SdkRequest request) {
    return switch (request) {
      case ApplicationAutoScalingRequest any -> ApplicationAutoScalingException.builder();
      case CloudFormationRequest any -> CloudFormationException.builder();
      case CloudWatchRequest any -> CloudWatchException.builder();
      case DynamoDbRequest any -> DynamoDbException.builder();
      case EcrRequest any -> EcrException.builder();
      case EcsRequest any -> EcsException.builder();
      case ElasticLoadBalancingV2Request any -> ElasticLoadBalancingV2Exception.builder();
      case IamRequest any -> IamException.builder();
      case AcmRequest any -> AcmException.builder();
      case S3Request any -> S3Exception.builder();
      case SfnRequest any -> SfnException.builder();
      case SnsRequest any -> SnsException.builder();
      default -> AwsServiceException.builder();
    };
  }
}
