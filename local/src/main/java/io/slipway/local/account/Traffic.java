package io.slipway.local.account;

import io.slipway.local.account.balancing.Incoming;
import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.ecs.RunningTask;
import io.slipway.local.account.ecs.SimulatedEcs;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.names.SimulatedRoute53;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The applications as their customers see them: host names, and what answers there. */
final class Traffic {

  /** Of the load balancer, where a target does not answer. */
  static final int BAD_GATEWAY = 502;

  private static final int ALL = 100;

  private final Kernel kernel;
  private final SimulatedLoadBalancers balancers;
  private final SimulatedRoute53 names;
  private final SimulatedEcs ecs;

  Traffic(
      Kernel kernel, SimulatedLoadBalancers balancers, SimulatedRoute53 names, SimulatedEcs ecs) {
    this.kernel = kernel;
    this.balancers = balancers;
    this.names = names;
    this.ecs = ecs;
  }

  static boolean runs(RunningTask task, String application, String release) {
    var service = task.serviceName().toLowerCase(Locale.ROOT);
    var app = application.toLowerCase(Locale.ROOT);
    return (service.equals(app) || service.startsWith(app + "-"))
        && (release.equals(task.release()) || release.equals(task.imageDigest()));
  }

  Answer request(Incoming request) {
    var host = request.host();
    return kernel.call(
        () -> {
          var routed = balancers.route(request);
          if (routed.targetId() == null) {
            return new Answer(
                routed.status(),
                host,
                routed.ruleArn(),
                routed.targetGroupArn(),
                null,
                null,
                null,
                null);
          }
          int status = ecs.answer(routed.targetId());
          var task = ecs.taskAt(routed.targetId());
          return new Answer(
              status == 0 ? BAD_GATEWAY : status,
              host,
              routed.ruleArn(),
              routed.targetGroupArn(),
              routed.targetId(),
              task.map(RunningTask::serviceName).orElse(null),
              task.map(RunningTask::release).orElse(null),
              task.map(RunningTask::imageDigest).orElse(null));
        });
  }

  List<Host> hosts() {
    return kernel.call(
        () -> {
          List<Host> hosts = new ArrayList<>();
          for (var rule : balancers.rules()) {
            if (isByHostAlone(rule)) {
              for (var host : hostsOf(rule)) {
                hosts.add(new Host(host, rule.ruleArn(), groups(rule, share(host, rule))));
              }
            }
          }
          return joined(hosts);
        });
  }

  /** What of a host's customers DNS leads to the load balancer of a rule, in percent. */
  private int share(String host, Rule rule) {
    var records = names.weighted(host);
    if (records.isEmpty()) {
      return ALL;
    }
    var balancer = balancers.balancerOf(rule.ruleArn());
    long total = records.stream().mapToLong(ResourceRecordSet::weight).sum();
    long own =
        records.stream()
            .filter(record -> balancers.named(target(record)).equals(Optional.of(balancer)))
            .mapToLong(ResourceRecordSet::weight)
            .sum();
    return total == 0 ? 0 : (int) (own * ALL / total);
  }

  private static String target(ResourceRecordSet record) {
    return record.aliasTarget().dnsName().replaceFirst("\\.$", "");
  }

  /** A host that DNS shares among load balancers is one, with the groups of all of them. */
  private List<Host> joined(List<Host> hosts) {
    var joined = new ArrayList<Host>();
    var byName = new LinkedHashMap<String, Host>();
    for (var host : hosts) {
      if (names.weighted(host.host()).isEmpty()) {
        joined.add(host);
      } else {
        byName.merge(host.host(), host, Traffic::both);
      }
    }
    joined.addAll(byName.values());
    return joined;
  }

  private static Host both(Host one, Host other) {
    var groups = Stream.concat(one.groups().stream(), other.groups().stream()).toList();
    return new Host(one.host(), one.ruleArn(), groups);
  }

  /** Others, such as a canary's, take some of the requests of a host that has its own rule. */
  private static boolean isByHostAlone(Rule rule) {
    return rule.conditions().stream()
        .allMatch(condition -> "host-header".equals(condition.field()));
  }

  private static List<String> hostsOf(Rule rule) {
    return rule.conditions().stream()
        .filter(condition -> "host-header".equals(condition.field()))
        .flatMap(condition -> condition.values().stream())
        .toList();
  }

  private List<Host.Group> groups(Rule rule, int share) {
    return rule.actions().stream()
        .filter(action -> action.forwardConfig() != null)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .map(tuple -> group(tuple, share))
        .toList();
  }

  private Host.Group group(TargetGroupTuple tuple, int share) {
    var arn = tuple.targetGroupArn();
    var health = balancers.describeTargetHealth(request -> request.targetGroupArn(arn));
    return new Host.Group(
        arn,
        arn.split("/", -1)[1],
        tuple.weight() * share / ALL,
        health.targetHealthDescriptions().stream().map(this::target).toList());
  }

  private Host.Target target(TargetHealthDescription told) {
    var task = ecs.taskAt(told.target().id());
    return new Host.Target(
        told.target().id(),
        told.target().port(),
        told.targetHealth().stateAsString(),
        Objects.toString(told.targetHealth().reasonAsString(), null),
        task.map(RunningTask::release).orElse(null),
        task.map(RunningTask::imageDigest).orElse(null),
        task.map(RunningTask::serviceName).orElse(null),
        task.map(RunningTask::taskArn).orElse(null));
  }
}
