package io.slipway.local.account.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * What an AWS service tells EventBridge, in EventBridge's words.
 *
 * @param source for example {@code aws.ecs}
 * @param detailType for example {@code ECS Deployment State Change}
 * @param resources ARNs
 */
public record AccountEvent(
    String id,
    String source,
    String detailType,
    Instant time,
    String account,
    String region,
    List<String> resources,
    JsonNode detail) {}
