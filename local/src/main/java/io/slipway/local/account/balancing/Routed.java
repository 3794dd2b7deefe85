package io.slipway.local.account.balancing;

/**
 * Where a load balancer sent one request.
 *
 * @param status 0 where {@code targetId} is set: the target answers
 * @param ruleArn null where no rule matched
 * @param targetGroupArn null where no group was chosen
 * @param targetId null where no target was chosen; {@code status} says what the balancer answered
 * @param message what a fixed response says; empty where it is none, or says nothing
 */
public record Routed(
    int status, String ruleArn, String targetGroupArn, String targetId, String message) {

  static Routed refused(int status, String ruleArn, String targetGroupArn) {
    return new Routed(status, ruleArn, targetGroupArn, null, "");
  }
}
