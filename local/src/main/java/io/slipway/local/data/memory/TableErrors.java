package io.slipway.local.data.memory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The errors of DynamoDB, with its codes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">
 *     Error handling with DynamoDB</a>
 */
final class TableErrors {

  static final String VALIDATION = "ValidationException";

  private static final int BAD_REQUEST = 400;

  private TableErrors() {}

  static DynamoDbException invalid(String message) {
    return (DynamoDbException) filled(DynamoDbException.builder(), VALIDATION, message).build();
  }

  static boolean isInvalid(DynamoDbException e) {
    return e.awsErrorDetails() != null && VALIDATION.equals(e.awsErrorDetails().errorCode());
  }

  /**
   * @param item as it is; null where it is not to be told
   */
  static ConditionalCheckFailedException conditionFailed(Map<String, AttributeValue> item) {
    var error = ConditionalCheckFailedException.builder();
    if (item != null) {
      error.item(item);
    }
    filled(error, "ConditionalCheckFailedException", "The conditional request failed");
    return error.build();
  }

  static ResourceNotFoundException noTable(String name) {
    var error = ResourceNotFoundException.builder();
    filled(
        error,
        "ResourceNotFoundException",
        "Cannot do operations on a non-existent table: " + name);
    return error.build();
  }

  static ResourceInUseException tableExists(String name) {
    var error = ResourceInUseException.builder();
    filled(error, "ResourceInUseException", "Table already exists: " + name);
    return error.build();
  }

  static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
    var error = TransactionCanceledException.builder().cancellationReasons(reasons);
    var codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    filled(
        error,
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
    return error.build();
  }

  static IdempotentParameterMismatchException otherRequest() {
    var error = IdempotentParameterMismatchException.builder();
    filled(
        error,
        "IdempotentParameterMismatchException",
        "The client request token was used with another request in the last 10 minutes");
    return error.build();
  }

  private static <B extends AwsServiceException.Builder> B filled(
      B error, String code, String message) {
    error
        .message(message)
        .statusCode(BAD_REQUEST)
        .requestId("memory")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("DynamoDb")
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(BAD_REQUEST).build())
                .build());
    return error;
  }
}
