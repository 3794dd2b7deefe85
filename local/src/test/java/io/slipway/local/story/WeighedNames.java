package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** An account with two tagged load balancers and hosted zones, and an application on them. */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
final class WeighedNames {

  static final String APEX = "weighed.test";
  static final String SHOP = "shop.weighed.test";
  static final String DELEGATED = "api.eu.weighed.test";
  static final String[] ALL = {APEX, SHOP, DELEGATED};

  private static final String SERVICES =
      """
      services:
        app:
          targetGroups: [{container: app, containerPort: 80}]
          task: {cpu: 256, memory: 512, containers: [{name: app, ports: [{containerPort: 80}]}]}
      release:
        router: route53
        balancers: {group: private, blue: "1", green: "2", hosts: [HOSTS]}
      """;

  private final Scenario scenario;

  WeighedNames(Scenario scenario) {
    this.scenario = scenario;
  }

  /** What has to be there: more zones than a page has, one of them private, one delegated. */
  static WeighedNames prepared(Scenario scenario) {
    var names = new WeighedNames(scenario);
    names.balancer("pair-blue", "1");
    names.balancer("pair-green", "2");
    names.balancer("pair-grey", "3");
    for (int i = 0; i < 120; i++) {
      names.zone("zone-" + i + ".test", false);
    }
    names.zone("test", false);
    names.zone(APEX, false);
    names.zone(APEX, true);
    names.zone("eu.weighed.test", false);
    return names;
  }

  /** With 1.0.0 in front of customers, and 2.0.1 waiting. */
  static WeighedNames with(Scenario scenario, String live, String idle) {
    var names = prepared(scenario);
    succeeded(names.create(ALL));
    var production = new Production(scenario);
    production.deployToIdle(live);
    succeeded(production.swap());
    production.deployToIdle(idle);
    return names;
  }

  private static void succeeded(Run run) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  void balancer(String name, String release) {
    scenario
        .slipway()
        .clients()
        .get(ElasticLoadBalancingV2Client.class)
        .createLoadBalancer(
            request ->
                request
                    .name(name)
                    .tags(tag("CanaryGroup", "private"), tag("CanaryRelease", release)));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  void zone(String name, boolean hidden) {
    route53()
        .createHostedZone(
            request -> {
              request.name(name).callerReference(name + hidden);
              if (hidden) {
                request.vpc(vpc -> vpc.vpcId("vpc-1"));
              }
            });
  }

  Route53Client route53() {
    return scenario.slipway().clients().get(Route53Client.class);
  }

  static ObjectNode creation(String... hosts) {
    return Scenario.sample("api/create-stack.json")
        .put("applicationName", Production.NAME)
        .put("specification", SERVICES.replace("HOSTS", String.join(", ", hosts)));
  }

  Run create(String... hosts) {
    return scenario.asked("POST", "/stacks", creation(hosts));
  }

  /** Gives it room for more tasks. */
  Run update(int most) {
    return scenario.asked("PUT", Updates.PATH, larger(scenario, most));
  }

  /** What it has, with room for more tasks. */
  static ObjectNode larger(Scenario scenario, int most) {
    var specification = (ObjectNode) scenario.get(Updates.PATH);
    ((ObjectNode) specification.at("/services/app"))
        .putObject("scaling")
        .putObject("production")
        .put("min", 2)
        .put("max", most);
    var body = Production.nothing();
    body.set("specification", specification);
    return body;
  }

  /** Of a name as customers' resolvers are told: {@code prod1 90, prod2 10}. */
  String weights(String host) {
    return scenario.account().hosts().stream()
        .filter(found -> found.host().equals(host))
        .findFirst()
        .map(Host::groups)
        .orElse(List.of())
        .stream()
        .map(
            group ->
                group.name().substring(group.name().lastIndexOf('-') + 1) + " " + group.weight())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  void runUntil(String weights) {
    scenario.runUntil(() -> weights(SHOP).equals(weights));
    scenario.runFor(Duration.ofSeconds(1));
  }

  /** All records of the applications, in every zone, for people. */
  List<String> records() {
    var found = new ArrayList<String>();
    for (var zone : route53().listHostedZonesPaginator(request -> {}).hostedZones()) {
      route53()
          .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone.id()))
          .resourceRecordSets()
          .forEach(
              record ->
                  found.add(
                      record.name()
                          + " "
                          + record.typeAsString()
                          + " "
                          + record.setIdentifier()
                          + " "
                          + record.weight()
                          + (zone.config().privateZone() ? " private" : "")));
    }
    return found;
  }

  /** Somebody gives a name other weights, past Slipway. */
  void byHand(String host, long prod1, long prod2) {
    scenario.runFor(Duration.ofSeconds(1));
    for (var zone : route53().listHostedZonesPaginator(request -> {}).hostedZones()) {
      var changes = new ArrayList<Change>();
      for (var record :
          route53()
              .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone.id()))
              .resourceRecordSets()) {
        if (record.name().equals(host + ".")) {
          changes.add(change(record, record.setIdentifier().endsWith("prod1") ? prod1 : prod2));
        }
      }
      if (!changes.isEmpty()) {
        route53()
            .changeResourceRecordSets(
                request ->
                    request.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(changes)));
      }
    }
  }

  /** Somebody gives a name one more weighted record. */
  void add(String host, String identifier, long weight) {
    put(
        ResourceRecordSet.builder()
            .name(host)
            .type("A")
            .setIdentifier(identifier)
            .weight(weight)
            .aliasTarget(
                target ->
                    target
                        .dnsName("theirs.eu-central-1.elb.amazonaws.com")
                        .hostedZoneId("Z215JYRZR1TBD5")
                        .evaluateTargetHealth(false))
            .build());
  }

  /** Somebody gives a name records that have nothing to do with traffic. */
  void text(String host) {
    for (var type : List.of("CAA", "MX", "TXT")) {
      put(
          ResourceRecordSet.builder()
              .name(host)
              .type(type)
              .ttl(300L)
              .resourceRecords(one -> one.value("\"anything\""))
              .build());
    }
  }

  private void put(ResourceRecordSet record) {
    var zone =
        route53().listHostedZonesPaginator(request -> {}).hostedZones().stream()
            .filter(found -> found.name().equals(APEX + "."))
            .findFirst()
            .orElseThrow();
    scenario.runFor(Duration.ofSeconds(1));
    var change = Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(record).build();
    route53()
        .changeResourceRecordSets(
            request -> request.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(change)));
  }

  private static Change change(ResourceRecordSet record, long weight) {
    return Change.builder()
        .action(ChangeAction.UPSERT)
        .resourceRecordSet(record.toBuilder().weight(weight).build())
        .build();
  }
}
