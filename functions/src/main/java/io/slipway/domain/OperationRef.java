package io.slipway.domain;

/**
 * What every step of an operation carries to prove that it may still change things.
 *
 * @param fence the number its locks were taken with; a later operation on the same application has
 *     a higher one
 */
public record OperationRef(String operationId, ApplicationName applicationName, long fence) {}
