package io.slipway.local.account.names;

import io.slipway.local.account.kernel.AwsErrors;
import java.util.List;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;

/** Errors as Route 53 tells them. */
final class NameErrors {

  private static final String SERVICE = "Route53";

  private NameErrors() {}

  static RuntimeException invalidBatch(List<String> problems) {
    return AwsErrors.badRequest(
        InvalidChangeBatchException.builder().messages(problems),
        SERVICE,
        "InvalidChangeBatch",
        "[" + String.join(", ", problems) + "]");
  }

  static RuntimeException invalidInput(String message) {
    return AwsErrors.badRequest(InvalidInputException.builder(), SERVICE, "InvalidInput", message);
  }

  static RuntimeException noZone(String id) {
    return AwsErrors.of(
        NoSuchHostedZoneException.builder(),
        404,
        SERVICE,
        "NoSuchHostedZone",
        "No hosted zone found with ID: " + id);
  }

  static RuntimeException noChange(String id) {
    return AwsErrors.of(
        NoSuchChangeException.builder(),
        404,
        SERVICE,
        "NoSuchChange",
        "A change with ID: " + id + " does not exist");
  }

  static RuntimeException busy() {
    return AwsErrors.badRequest(
        PriorRequestNotCompleteException.builder(),
        SERVICE,
        "PriorRequestNotComplete",
        "The request was rejected because Route 53 was still processing a prior request.");
  }
}
