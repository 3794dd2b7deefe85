package io.slipway.spec.shape;

/** Text that may be written without quotes where it looks like a number: {@code blue: 1}. */
public record Scalar(String text) {}
