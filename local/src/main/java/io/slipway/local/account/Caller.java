package io.slipway.local.account;

/**
 * Who makes a call.
 *
 * @param function name of the Lambda function, or of the part of local mode
 * @param operationId null where it is not known
 */
public record Caller(String function, String operationId) {}
