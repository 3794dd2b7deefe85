package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.slipway.domain.Place;
import io.slipway.spec.Listener;
import io.slipway.spec.ListenerRule;
import io.slipway.spec.RuleCondition;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renders the rules of a service: one for its hosts, in production a second one for the preview,
 * and those that the specification has besides.
 *
 * <p>Each of the two rules of production holds both target groups, the preview mirrored, so that a
 * shift of a host is a single change. Weights are parameters: they are Slipway's, and an update of
 * the stack gives back what it found.
 */
final class HostRules {

  private static final String TYPE = "AWS::ElasticLoadBalancingV2::ListenerRule";
  private static final int ALL = 100;
  private static final int LAST = 50_000;

  /** Elastic Load Balancing, "Quotas": condition values of a rule. */
  private static final int MOST_VALUES = 5;

  /** Comparison strings of one condition: ALB user guide, "Condition types for listener rules". */
  private static final int MOST_HOSTS = 3;

  private final Part part;
  private final boolean shared;
  private final List<String> made = new ArrayList<>();

  private HostRules(Part part) {
    this.part = part;
    this.shared = Balancers.isShared(part);
  }

  /** Renders them with their listeners; gives the logical ids of all rules and listeners. */
  static List<String> render(Part part) {
    var rules = new HostRules(part);
    if (part.frame().isWeighedByDns()) {
      part.frame().stack().places().forEach(place -> rules.on(Optional.of(place)));
    } else {
      rules.on(Optional.empty());
    }
    return List.copyOf(rules.made);
  }

  /** The parameter with the weight of a slot in the customers' rule. */
  static String weight(Part part, Place slot) {
    return part.id("WeightOf" + Frame.prefix(slot));
  }

  private void on(Optional<Place> place) {
    var listening = new Listening(part, place);
    var listeners = Balancers.listeners(part);
    boolean two = part.frame().isProduction() && place.isEmpty();
    for (int i = 0; i < listeners.size(); i++) {
      var listener = listeners.get(i);
      var arn = listening.arn(listener, i == 0);
      if (arn.has("Ref")) {
        made.add(arn.get("Ref").asText());
      }
      if (i == 0 && two && shared && part.isPrimary()) {
        part.template().keepFree();
      }
      var priorities = new Priorities(shared, part.template(), listener);
      further(listening, listener, arn, priorities, i);
      if (i == 0 && two) {
        host(
            "ProductionRule",
            "ProductionPriority",
            arn,
            Hosts.of(part),
            weights(false),
            priorities);
        host(
            "PreviewRule",
            "PreviewPriority",
            arn,
            List.of(Hosts.preview(part)),
            weights(true),
            priorities);
      } else if (i == 0) {
        var prefix = place.map(Frame::prefix).orElse("");
        var hosts = place.map(this::weighed).orElseGet(() -> List.of(Hosts.of(part)));
        for (int j = 0; j < hosts.size(); j++) {
          var number = j == 0 ? "" : String.valueOf(j + 1);
          host(
              prefix + "Rule" + number,
              prefix + "RulePriority" + number,
              arn,
              hosts.get(j),
              listening.all(listener),
              priorities);
        }
      }
    }
  }

  /**
   * The names that DNS weighs, and that of the slot's load balancer, by which a person reaches the
   * slot alone; as many for each rule as it has room for.
   */
  private List<List<String>> weighed(Place place) {
    var hosts = new ArrayList<>(Hosts.of(part));
    hosts.addFirst(Balancers.dnsName(part, place).toLowerCase(Locale.ROOT));
    int sources = part.service().loadBalancer().restrictAccessTo().size();
    int room = Math.min(MOST_HOSTS, MOST_VALUES - sources);
    var groups = new ArrayList<List<String>>();
    for (int from = 0; from < hosts.size(); from += room) {
      groups.add(List.copyOf(hosts.subList(from, Math.min(from + room, hosts.size()))));
    }
    return groups;
  }

  private void host(
      String id,
      String priority,
      JsonNode listener,
      List<String> hosts,
      Map<JsonNode, JsonNode> weights,
      Priorities priorities) {
    var conditions = new ArrayList<Tree>();
    conditions.add(RuleActions.condition(RuleCondition.Part.HOST, hosts));
    restrict(conditions);
    rule(
        part.id(id),
        listener,
        priorities.last(part.id(priority)),
        conditions,
        List.of(RuleActions.forward(weights)));
  }

  /** On a load balancer of its own, a security group restricts it. */
  private void restrict(List<Tree> conditions) {
    var sources = part.service().loadBalancer().restrictAccessTo();
    if (!Balancers.isOwn(part) && !sources.isEmpty()) {
      conditions.add(
          RuleActions.condition(
              RuleCondition.Part.SOURCE, sources.stream().map(Balancers::range).toList()));
    }
  }

  private Map<JsonNode, JsonNode> weights(boolean mirrored) {
    var group = Balancers.group(part, Balancers.listeners(part).getFirst());
    var weights = new LinkedHashMap<JsonNode, JsonNode>();
    for (var berth : part.berths()) {
      var slot = berth.place();
      var name = weight(part, mirrored ? slot.otherSlot() : slot);
      var weight =
          mirrored
              ? Template.ref(name)
              : part.template()
                  .number(
                      name,
                      "Of customers' requests, in percent",
                      0,
                      ALL,
                      slot == Place.PROD1 ? ALL : 0);
      weights.put(Template.ref(TargetGroups.id(berth, group)), weight);
    }
    return weights;
  }

  private void further(
      Listening listening, Listener listener, JsonNode arn, Priorities priorities, int index) {
    var rules = new ArrayList<>(listener.rules());
    rules.sort(Comparator.comparing(rule -> rule.priority().orElse(LAST)));
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      var conditions = new ArrayList<Tree>();
      rule.conditions().forEach(one -> conditions.add(RuleActions.condition(one)));
      if (shared && !has(rule, RuleCondition.Part.HOST)) {
        conditions.add(RuleActions.condition(RuleCondition.Part.HOST, Hosts.of(part)));
      }
      if (!has(rule, RuleCondition.Part.SOURCE)) {
        restrict(conditions);
      }
      var id =
          listening.place().map(Frame::prefix).orElse("")
              + part.id("FurtherRule" + (index == 0 ? "" : listener.port() + "n") + (i + 1));
      rule(
          id,
          arn,
          priorities.next(id + "Priority", rule),
          conditions,
          RuleActions.of(rule.actions(), RuleActions.forward(listening.all(listener))));
    }
  }

  private static boolean has(ListenerRule rule, RuleCondition.Part part) {
    return rule.conditions().stream().anyMatch(condition -> condition.field() == part);
  }

  private void rule(
      String id, JsonNode listener, JsonNode priority, List<Tree> conditions, List<Tree> actions) {
    part.template()
        .resource(
            id,
            TYPE,
            new Tree()
                .put("ListenerArn", listener)
                .put("Priority", priority)
                .list("Conditions", conditions, one -> one)
                .list("Actions", actions, one -> one));
    made.add(id);
  }

  /** Who comes first: parameters on a listener that others use as well, else numbers. */
  private static final class Priorities {

    private final boolean shared;
    private final Template template;
    private final Set<Integer> taken = new HashSet<>();
    private int low = 1;
    private int high = LAST;

    Priorities(boolean shared, Template template, Listener listener) {
      this.shared = shared;
      this.template = template;
      listener.rules().forEach(rule -> rule.priority().ifPresent(taken::add));
    }

    JsonNode next(String parameter, ListenerRule rule) {
      if (shared) {
        return template.priority(parameter);
      }
      if (rule.priority().isPresent()) {
        return IntNode.valueOf(rule.priority().get());
      }
      while (!taken.add(low)) {
        low++;
      }
      return IntNode.valueOf(low);
    }

    JsonNode last(String parameter) {
      if (shared) {
        return template.priority(parameter);
      }
      while (!taken.add(high)) {
        high--;
      }
      return IntNode.valueOf(high);
    }
  }
}
