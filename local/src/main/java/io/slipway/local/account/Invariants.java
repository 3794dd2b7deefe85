package io.slipway.local.account;

import io.slipway.local.account.ecs.SimulatedEcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** What holds in the account at any time, whatever Slipway does: each method checks one rule. */
public final class Invariants {

  private static final String APPLICATION = "slipway:application";
  private static final String PREVIEW = "-prod-blue.";
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final int WHOLE = 100;
  private static final int MOST_RELEASES = 2;

  private final Account account;

  private Invariants(Account account) {
    this.account = account;
  }

  /**
   * Every violation there is at present.
   *
   * @param stacks names of the stacks that exist; empty where nobody knows them
   */
  public static List<Violation> check(Account account, Optional<Set<String>> stacks) {
    return account
        .kernel()
        .call(
            () -> {
              var invariants = new Invariants(account);
              List<Violation> found = new ArrayList<>();
              found.addAll(invariants.weightsSumToOneHundred());
              found.addAll(invariants.traffickedGroupsAreHealthy());
              found.addAll(invariants.atMostTwoReleasesServe());
              stacks.ifPresent(names -> found.addAll(invariants.nothingIsOrphaned(names)));
              return List.copyOf(found);
            });
  }

  /** A rule of ours that splits traffic has weights that sum to 100. */
  private List<Violation> weightsSumToOneHundred() {
    List<Violation> found = new ArrayList<>();
    for (var host : account.hosts()) {
      int sum = host.groups().stream().mapToInt(Host.Group::weight).sum();
      if (host.groups().size() > 1 && sum != WHOLE && ours(host.ruleArn())) {
        found.add(
            new Violation("weightsSumToOneHundred", host.host() + " has weights " + weights(host)));
      }
    }
    return found;
  }

  private boolean ours(String arn) {
    return tags(arn).containsKey(APPLICATION);
  }

  private Map<String, String> tags(String arn) {
    Map<String, String> tags = new TreeMap<>();
    account
        .loadBalancers()
        .describeTags(request -> request.resourceArns(arn))
        .tagDescriptions()
        .forEach(told -> told.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
    return tags;
  }

  private static String weights(Host host) {
    return host.groups().stream().map(g -> g.name() + "=" + g.weight()).toList().toString();
  }

  /**
   * No group gets traffic without a healthy target, while another of the rule has one. Slots to
   * which nothing was deployed yet are not meant: an application is born with one live. Nor is the
   * preview host of a slot that was stopped, which shows nothing until it is started.
   */
  private List<Violation> traffickedGroupsAreHealthy() {
    List<Violation> found = new ArrayList<>();
    var untouched = groupsNeverDeployedTo();
    var stopped = groupsOfStopped();
    for (var host : account.hosts()) {
      boolean alternative = host.groups().stream().anyMatch(Invariants::healthy);
      for (var group : host.groups()) {
        if (alternative
            && group.weight() > 0
            && !healthy(group)
            && !untouched.contains(group.targetGroupArn())
            && !(isPreview(host) && stopped.contains(group.targetGroupArn()))) {
          found.add(
              new Violation(
                  "traffickedGroupsAreHealthy",
                  "%s sends %d to %s, which has no healthy target"
                      .formatted(host.host(), group.weight(), group.name())));
        }
      }
    }
    return found;
  }

  /** Those of services that have the revision which their stack made. */
  private Set<String> groupsNeverDeployedTo() {
    Set<String> groups = new TreeSet<>();
    services(account.ecs()).stream()
        .filter(service -> madeByItsStack(service.taskDefinition()))
        .flatMap(service -> service.loadBalancers().stream())
        .forEach(balancer -> groups.add(balancer.targetGroupArn()));
    return groups;
  }

  private Set<String> groupsOfStopped() {
    Set<String> groups = new TreeSet<>();
    services(account.ecs()).stream()
        .filter(service -> service.desiredCount() == 0)
        .flatMap(service -> service.loadBalancers().stream())
        .forEach(balancer -> groups.add(balancer.targetGroupArn()));
    return groups;
  }

  private static boolean isPreview(Host host) {
    return host.host().contains(PREVIEW);
  }

  private boolean madeByItsStack(String revision) {
    return account
        .ecs()
        .describeTaskDefinition(
            request -> request.taskDefinition(revision).include(TaskDefinitionField.TAGS))
        .tags()
        .stream()
        .anyMatch(tag -> tag.key().equals(STACK));
  }

  private static boolean healthy(Host.Group group) {
    return group.targets().stream().anyMatch(Host.Target::healthy);
  }

  /** At most two releases serve a host. */
  private List<Violation> atMostTwoReleasesServe() {
    List<Violation> found = new ArrayList<>();
    for (var host : account.hosts()) {
      var releases = new TreeSet<String>();
      host.groups().stream()
          .filter(group -> group.weight() > 0)
          .flatMap(group -> group.targets().stream())
          .filter(target -> target.healthy() && target.release() != null)
          .forEach(target -> releases.add(target.release()));
      if (releases.size() > MOST_RELEASES) {
        found.add(
            new Violation("atMostTwoReleasesServe", host.host() + " is served by " + releases));
      }
    }
    return found;
  }

  /** No target group, rule or service of ours is left of a stack that is gone. */
  private List<Violation> nothingIsOrphaned(Set<String> stacks) {
    Map<String, Map<String, String>> tagged = new TreeMap<>();
    for (var arn : account.loadBalancers().arns()) {
      tagged.put(arn, tags(arn));
    }
    services(account.ecs())
        .forEach(
            service -> {
              Map<String, String> tags = new TreeMap<>();
              service.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
              tagged.put(service.serviceArn(), tags);
            });
    List<Violation> found = new ArrayList<>();
    tagged.forEach(
        (arn, tags) -> {
          var stack = tags.get(STACK);
          if (tags.containsKey(APPLICATION) && (stack == null || !stacks.contains(stack))) {
            found.add(new Violation("nothingIsOrphaned", arn + " is left of the stack " + stack));
          }
        });
    return found;
  }

  private static List<Service> services(SimulatedEcs ecs) {
    return ecs.services().stream().filter(s -> !s.status().equals("INACTIVE")).toList();
  }
}
