package io.slipway.local.asl.definition;

import java.util.List;

/** One entry of a state's Catch: for these errors, go on at {@code next}. */
public record Catcher(List<String> errorEquals, Outcome outcome, String next) {}
