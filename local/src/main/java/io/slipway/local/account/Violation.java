package io.slipway.local.account;

/**
 * Something that must never be, and is.
 *
 * @param invariant the name of the rule, as in {@link Invariants}
 */
public record Violation(String invariant, String what) {}
