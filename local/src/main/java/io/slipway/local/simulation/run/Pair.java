package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.World;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.route53.Route53Client;

/** Two load balancers that somebody has made, and the names whose records weigh them. */
final class Pair {

  private static final String ZONE = "weighed.test";
  private static final String GROUP = "pair";

  private Pair() {}

  /** Makes them, as whoever runs the network does before the first release. */
  static void make(World world) {
    var balancers = world.slipway().clients().get(ElasticLoadBalancingV2Client.class);
    for (var release : new String[] {"blue", "green"}) {
      balancers.createLoadBalancer(
          request ->
              request
                  .name(GROUP + "-" + release)
                  .tags(tag("CanaryGroup", GROUP), tag("CanaryRelease", release)));
    }
    world
        .slipway()
        .clients()
        .get(Route53Client.class)
        .createHostedZone(request -> request.name(ZONE).callerReference(ZONE));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** What an application asks for that is behind them. */
  static ObjectNode specification() {
    var specification = Client.body();
    var service = specification.putObject("services").putObject("app");
    service.putArray("targetGroups").addObject().put("container", "app").put("containerPort", 80);
    var task = service.putObject("task").put("cpu", 256).put("memory", 512);
    var container = task.putArray("containers").addObject().put("name", "app");
    container.putArray("ports").addObject().put("containerPort", 80);
    var release = specification.putObject("release").put("router", "route53");
    var balancers = release.putObject("balancers").put("group", GROUP);
    balancers.put("blue", "blue").put("green", "green");
    balancers.putArray("hosts").add(ZONE).add("www." + ZONE);
    return specification;
  }
}
