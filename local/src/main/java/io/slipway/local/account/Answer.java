package io.slipway.local.account;

/**
 * What a client of the application gets for one request. Where no target served it, the load
 * balancer answered, and everything but the status and what was found on the way is null.
 *
 * @param release tag of the image that served
 */
public record Answer(
    int status,
    String host,
    String ruleArn,
    String targetGroupArn,
    String target,
    String service,
    String release,
    String imageDigest) {}
