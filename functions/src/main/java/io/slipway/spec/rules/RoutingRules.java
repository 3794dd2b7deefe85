package io.slipway.spec.rules;

import io.slipway.spec.Listener;
import io.slipway.spec.ListenerRule;
import io.slipway.spec.Router;
import io.slipway.spec.RuleAction;
import io.slipway.spec.RuleCondition;
import io.slipway.spec.Service;
import io.slipway.spec.Specification;
import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a service's traffic can be moved from one release to the next, and be told from that of
 * others on a load balancer that they share.
 */
final class RoutingRules {

  /** Elastic Load Balancing, "Quotas": condition values of a rule. */
  private static final int MOST_VALUES = 5;

  /** ALB user guide, "Condition types for listener rules": match evaluations of a condition. */
  private static final int MOST_OF_A_CONDITION = 3;

  private static final Set<String> EVERY_PATH = Set.of("*", "/*");

  private final boolean dns;
  private final Service service;
  private final String path;
  private final Said problems;

  private RoutingRules(boolean dns, Service service, String path, Said problems) {
    this.dns = dns;
    this.service = service;
    this.path = path;
    this.problems = problems;
  }

  static void check(Specification specification, Said problems) {
    if (specification.primary().targetGroups().isEmpty()) {
      problems.add(
          "services",
          "no service has a target group: at least one is allowed, since it is requests that a"
              + " release is given step by step, and that tell whether it works; workers go beside"
              + " it");
    }
    boolean dns = specification.release().router() == Router.ROUTE53;
    var names = new Once(problems);
    specification
        .services()
        .forEach(
            (name, service) -> {
              var path = Paths.key("services", name);
              names.add(name.toLowerCase(Locale.ROOT).replace('_', '-'), path);
              new RoutingRules(dns, service, path, problems).check();
            });
  }

  private void check() {
    var balancer = service.loadBalancer();
    if (dns && balancer.own()) {
      problems.add(
          path + ".loadBalancer.own",
          "with router route53, the two load balancers are there already");
    }
    if (dns && !balancer.hostnames().isEmpty()) {
      problems.add(
          path + ".loadBalancer.hostnames",
          "with router route53, the names of production are in release.balancers.hosts");
    }
    if (balancer.hostnames().size() > MOST_OF_A_CONDITION) {
      problems.add(
          path + ".loadBalancer.hostnames",
          "one rule moves all customers, and compares their host with 3 names at most, but got "
              + balancer.hostnames().size()
              + "; one with * stands for several");
    }
    if (balancer.internal() && !balancer.own()) {
      problems.add(
          path + ".loadBalancer.internal",
          "the cluster's load balancer is as the installation made it; only an own one can be"
              + " internal");
    }
    if (service.targetGroups().isEmpty()) {
      return;
    }
    groups();
    if (!balancer.own()) {
      values();
    }
    if (!dns) {
      oneRuleForwards();
    }
    redirects();
  }

  /** ECS takes no target group that no listener sends to. */
  private void groups() {
    for (int i = 0; i < service.targetGroups().size(); i++) {
      var group = service.targetGroups().get(i);
      boolean used =
          service.listeners().isEmpty()
              ? i == 0
              : service.listeners().stream()
                  .anyMatch(
                      listener ->
                          listener.container().equals(group.container())
                              && listener.containerPort() == group.containerPort());
      if (!used) {
        problems.add(Paths.item(path + ".targetGroups", i), "no listener sends requests to it");
      }
    }
  }

  private void values() {
    int hosts = Math.max(1, service.loadBalancer().hostnames().size());
    int sources = service.loadBalancer().restrictAccessTo().size();
    if (sources > MOST_OF_A_CONDITION) {
      problems.add(
          path + ".loadBalancer.restrictAccessTo",
          "a rule of the cluster's load balancer compares a client with 3 addresses and ranges at"
              + " most, but got "
              + sources
              + "; an own load balancer takes more");
    } else if (hosts + sources > MOST_VALUES) {
      problems.add(
          path + ".loadBalancer.restrictAccessTo",
          "a rule of the cluster's load balancer takes 5 host names and addresses together, but"
              + " got "
              + (hosts + sources)
              + "; an own load balancer takes more");
    }
    for (int i = 0; i < service.listeners().size(); i++) {
      var rules = service.listeners().get(i).rules();
      for (int j = 0; j < rules.size(); j++) {
        int all =
            rules.get(j).conditions().stream().mapToInt(one -> one.values().size()).sum()
                + (has(rules.get(j), RuleCondition.Part.HOST) ? 0 : hosts)
                + (has(rules.get(j), RuleCondition.Part.SOURCE) ? 0 : sources);
        if (all > MOST_VALUES) {
          problems.add(
              Paths.item(Paths.item(path + ".listeners", i) + ".rules", j) + ".conditions",
              "with the host names and addresses of the service, which the cluster's load balancer"
                  + " needs, 5 values are allowed, but got "
                  + all);
        }
      }
    }
  }

  private static boolean has(ListenerRule rule, RuleCondition.Part part) {
    return rule.conditions().stream().anyMatch(condition -> condition.field() == part);
  }

  /**
   * A shift of customers is one change of one rule, never several that can be half done. So no
   * other rule may send requests to a release.
   */
  private void oneRuleForwards() {
    var listeners = service.listeners();
    if (listeners.size() > 1 && !service.loadBalancer().own()) {
      problems.add(
          Paths.item(path + ".listeners", 1),
          "the cluster's load balancer has one port for everybody; more need an own one");
      return;
    }
    for (int i = 0; i < listeners.size(); i++) {
      var place = Paths.item(path + ".listeners", i);
      var rules = listeners.get(i).rules();
      for (int j = 0; j < rules.size(); j++) {
        if (forwards(rules.get(j).actions())) {
          problems.add(
              Paths.item(place + ".rules", j) + ".actions",
              "with router alb, traffic shifts by the rule of the hosts, and no other rule may send"
                  + " requests to the target group; a redirect or a fixed response is allowed, and"
                  + " router route53 allows logins");
        }
      }
      if (!listeners.get(i).equals(main(listeners))
          && rules.stream().noneMatch(RoutingRules::takesAll)) {
        problems.add(
            place,
            "with router alb, one listener sends requests to the target group; this one needs a"
                + " rule for path-pattern * with a redirect or a fixed response");
      }
    }
  }

  private static Listener main(List<Listener> listeners) {
    return listeners.stream()
        .filter(one -> one.protocol() == WebProtocol.HTTPS)
        .findFirst()
        .orElseGet(listeners::getFirst);
  }

  private static boolean forwards(List<RuleAction> actions) {
    return actions.stream()
        .allMatch(one -> one.redirect().isEmpty() && one.fixedResponse().isEmpty());
  }

  private static boolean takesAll(ListenerRule rule) {
    return rule.conditions().size() == 1
        && rule.conditions().getFirst().field() == RuleCondition.Part.PATH
        && rule.conditions().getFirst().values().stream().anyMatch(EVERY_PATH::contains);
  }

  private void redirects() {
    for (int i = 0; i < service.listeners().size(); i++) {
      var rules = service.listeners().get(i).rules();
      for (int j = 0; j < rules.size(); j++) {
        var actions = rules.get(j).actions();
        for (int k = 0; k < actions.size(); k++) {
          int at = k;
          var place = Paths.item(Paths.item(path + ".listeners", i) + ".rules", j) + ".actions";
          actions
              .get(k)
              .redirect()
              .filter(
                  to ->
                      to.protocol().equals("#{protocol}")
                          && to.host().equals("#{host}")
                          && to.port().equals("#{port}")
                          && to.path().equals("/#{path}"))
              .ifPresent(
                  to ->
                      problems.add(
                          Paths.item(place, at) + ".redirect", "leads to where it came from"));
        }
      }
    }
  }
}
