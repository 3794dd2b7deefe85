package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** What there is to know about one execution. */
public record ExecutionStatus(
    String executionArn,
    String machineArn,
    String name,
    Status status,
    JsonNode input,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    Instant startedAt,
    Optional<Instant> stoppedAt) {}
