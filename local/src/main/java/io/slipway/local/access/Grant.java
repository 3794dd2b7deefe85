package io.slipway.local.access;

/**
 * One action on one pattern of resources that a policy allows.
 *
 * @param holder logical id of the function, or name of the state machine
 */
public record Grant(String holder, String action, String resource) {}
