package io.slipway.local.account.ecs;

/**
 * What a target is: a task of a service, and the release that it runs.
 *
 * @param release the image's tag; its digest where it has none; never null once it is pulled
 * @param imageDigest null for images of other registries
 */
public record RunningTask(
    String taskArn,
    String serviceArn,
    String serviceName,
    String taskDefinitionArn,
    String release,
    String imageDigest,
    String address) {}
