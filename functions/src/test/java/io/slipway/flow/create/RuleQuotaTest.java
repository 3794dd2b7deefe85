package io.slipway.flow.create;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleQuotaTest {

  @Test
  void aFullLoadBalancerIsExplained() {
    assertThat(
            RuleQuota.explained(
                "Rule CREATE_FAILED: The maximum number of rules on load balancer 'x' has been"
                    + " reached (TooManyRules)"))
        .contains("raise 'Rules per Application Load Balancer'");
  }

  @Test
  void anythingElseStaysAsItIs() {
    assertThat(RuleQuota.explained("Priority '5' is currently in use"))
        .isEqualTo("Priority '5' is currently in use");
  }
}
