package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A task that a state machine wants done.
 *
 * @param resource the Resource of the state, as the definition has it
 * @param arguments the value of Arguments; the state's input where the definition has none
 * @param attempt 1 for the first, one more for each retry
 * @param taskToken where the task ends by {@code SendTaskSuccess} or {@code SendTaskFailure}
 */
public record TaskCall(
    String resource,
    JsonNode arguments,
    String executionArn,
    String stateName,
    int attempt,
    Optional<String> taskToken) {}
