package io.slipway.local.asl.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What an expression may read: the reserved variable {@code $states}, the workflow's variables, the
 * time and a source of randomness.
 */
public record Bindings(
    ObjectNode states, Map<String, JsonNode> variables, Instant now, RandomGenerator random) {}
