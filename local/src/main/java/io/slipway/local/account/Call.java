package io.slipway.local.account;

import java.time.Instant;
import java.util.Map;

/**
 * A call of an AWS API that was made.
 *
 * @param number counts from 1
 * @param service the SDK's service name, for example {@code ecs}
 * @param operation as in an IAM policy, for example {@code DescribeServices}
 * @param request the request's short members: what it is about, no documents
 * @param outcome {@code ok}, an AWS error code, or the class of another exception
 */
public record Call(
    long number,
    Instant time,
    String service,
    String operation,
    Caller caller,
    Map<String, String> request,
    String outcome) {

  public static final String OK = "ok";
}
