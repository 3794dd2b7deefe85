package io.slipway.local.account;

import java.util.List;

/** A host name that a listener rule serves, with where its traffic goes. */
public record Host(String host, String ruleArn, List<Group> groups) {

  /**
   * A target group of the rule.
   *
   * @param weight 0 to 999; where DNS weighs load balancers, in percent of all customers
   */
  public record Group(String targetGroupArn, String name, int weight, List<Target> targets) {}

  /**
   * A target.
   *
   * @param health as DescribeTargetHealth tells it, in lower case
   * @param reason null where it is healthy
   * @param release tag of the image; null where no task is known at the address
   */
  public record Target(
      String id,
      int port,
      String health,
      String reason,
      String release,
      String imageDigest,
      String service,
      String taskArn) {

    public boolean healthy() {
      return health.equals("healthy");
    }
  }
}
