package io.slipway.spec;

/** Where a deployment file is deployed: what it does not say itself. */
public record Surroundings(String accountId, String region, String environment) {}
