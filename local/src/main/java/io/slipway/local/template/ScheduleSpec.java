package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A function that is invoked again and again, {@code every} so long, with {@code input}. */
public record ScheduleSpec(String functionId, String name, Duration every, JsonNode input) {}
