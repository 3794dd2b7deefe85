package io.slipway.local.asl.definition;

/** One rule of a Choice: where its condition holds, go on at {@code next}. */
public record Rule(Template condition, Outcome outcome, String next) {}
