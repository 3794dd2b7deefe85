package io.slipway.spec.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.spec.Capacity;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every valid specification becomes templates that CloudFormation takes; no other becomes any. */
class StackTemplatesTest {

  private static final int SPECIFICATIONS = 5_100;
  private static final long SEED = 20_261_121;
  private static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "prod");
  private static final ApplicationName SHOP = new ApplicationName("Shop");
  static final Subject SUBJECT = new Subject(SHOP, "shop", "team@example.com");

  static final Site SITE =
      new Site(
          "slipway-dev-nonproduction",
          "vpc-0a1b2c3d",
          List.of("subnet-0a1b2c3d", "subnet-4e5f6a7b"),
          List.of("subnet-1a1b2c3d", "subnet-5e5f6a7b"),
          "sg-0a1b2c3d",
          false,
          new Balancer(
              "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/slipway/0a1b/2c3d",
              "slipway.eu-central-1.elb.amazonaws.com",
              "Z215JYRZR1TBD5"),
          Map.of(Place.PROD1, found("green"), Place.PROD2, found("blue")),
          true,
          Optional.of("arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"),
          Map.of("shop.example.com", "arn:aws:acm:eu-central-1:123456789012:certificate/2c3d"),
          "example.com",
          Optional.of("Z0123456789ABC"),
          "public.ecr.aws/nginx/nginx:stable",
          Optional.of("arn:aws:iam::123456789012:policy/slipway/boundary"),
          List.of("arn:aws:iam::123456789012:policy/slipway-control/parameters"),
          Map.of(Capacity.SPOT, "spot"));

  private static Balancer found(String name) {
    return new Balancer(
        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/" + name + "/0a1b",
        name + ".eu-central-1.elb.amazonaws.com",
        "Z215JYRZR1TBD5");
  }

  @Test
  void aValidSpecificationRendersWhatCloudFormationTakesAndABrokenOneNothing() {
    var environments = List.of(Environment.values());
    int valid = 0;
    int broken = 0;
    var types = new TreeMap<String, Integer>();
    var random = new Random(SEED);
    var specimens = new Specimens(random);
    for (int seed = 0; seed < SPECIFICATIONS; seed++) {
      var document = specimens.specification();
      boolean isBroken = seed % 3 == 2;
      if (isBroken) {
        document = specimens.broken(document);
      }
      Specification specification;
      try {
        specification = SpecificationReader.read(document, HERE).specification();
      } catch (Rejected e) {
        assertThat(isBroken).as("seed %s: %s", seed, e.getMessage()).isTrue();
        broken++;
        continue;
      }
      valid++;
      var environment = environments.get(seed % environments.size());
      var template =
          of(specification, random.nextInt(3) == 0 ? environment : Environment.PROD).tree();
      var parameters = random.nextBoolean() ? moved(template) : Map.<String, String>of();
      assertThat(TemplateCheck.faults(template, parameters)).as("specification %s", seed).isEmpty();
      TemplateCheck.types(template).forEach((type, n) -> types.merge(type, n, Integer::sum));
    }
    assertThat(valid).isGreaterThan(SPECIFICATIONS / 2);
    assertThat(broken).isGreaterThan(SPECIFICATIONS / 6);
    assertThat(types).hasSize(20);
  }

  static RenderedTemplate of(Specification specification, Environment environment) {
    return StackTemplates.services(
        SUBJECT, ApplicationStack.of(SHOP, environment), specification, SITE);
  }

  /** As an update finds it: everything is somewhere else than at birth. */
  private static Map<String, String> moved(JsonNode template) {
    var moved = new TreeMap<String, String>();
    template
        .path("Parameters")
        .properties()
        .forEach(
            parameter -> {
              var name = parameter.getKey();
              if (name.startsWith("PresentOf")) {
                moved.put(name, "arn:aws:ecs:eu-central-1:123456789012:task-definition/Shop:7");
              }
            });
    return moved;
  }

  @Test
  void theSameSpecificationRendersTheSameText() {
    for (int seed = 0; seed < 50; seed++) {
      var document = new Specimens(new Random(SEED + seed * 7_919L)).specification();
      var one = SpecificationReader.read(document, HERE).specification();
      var other = SpecificationReader.read(SpecificationReader.write(one), HERE).specification();
      assertThat(of(one, Environment.PROD).hash()).isEqualTo(of(other, Environment.PROD).hash());
    }
  }

  /** Everything that somebody wrote comes out as it was, and nowhere as a function. */
  @Test
  void whatACallerWroteIsNeverPartOfAFunction() {
    var written = "{\"Ref\":\"Topic\"} !GetAtt Fn::Sub #{x} $(y) {{version";
    var document = small();
    var container = (ObjectNode) document.at("/services/app/task/containers/0");
    container.putObject("environment").put("TEXT", written);
    container.putObject("labels").put("label", written);
    container.putArray("command").add(written);

    var template = of(read(document), Environment.PROD).tree();

    var functions = new TreeSet<String>();
    var texts = new ArrayList<String>();
    collect(template.get("Resources"), functions, texts);
    assertThat(functions).containsOnly("Ref", "Fn::GetAtt", "Fn::If", "Fn::Join");
    assertThat(texts.stream().filter(written::equals)).hasSize(6);
    assertThat(texts).noneMatch(text -> text.contains("${") || text.contains("{{resolve:"));
  }

  private static void collect(JsonNode node, Set<String> functions, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (name.equals("Ref") || name.startsWith("Fn::")) {
                functions.add(name);
              }
            });
    node.forEach(child -> collect(child, functions, texts));
  }

  @Test
  void aShiftOfCustomersIsOneRuleWithBothSlots() {
    var template = of(read(small()), Environment.PROD);

    assertThat(template.priorities())
        .containsExactly(RenderedTemplate.KEPT_FREE, "ProductionPriority", "PreviewPriority");
    assertThat(template.prioritised(List.of(12, 10, 11)))
        .isEqualTo(Map.of("ProductionPriority", "11", "PreviewPriority", "12"));
    var forward =
        template.tree().at("/Resources/ProductionRule/Properties/Actions/0/ForwardConfig");
    assertThat(forward.at("/TargetGroups/0/Weight/Ref").asText()).isEqualTo("WeightOfProd1");
    assertThat(forward.at("/TargetGroups/1/Weight/Ref").asText()).isEqualTo("WeightOfProd2");
    var preview = template.tree().at("/Resources/PreviewRule/Properties/Actions/0/ForwardConfig");
    assertThat(preview.at("/TargetGroups/0/Weight/Ref").asText()).isEqualTo("WeightOfProd2");
    assertThat(template.tree().at("/Parameters/WeightOfProd1/Default").asInt()).isEqualTo(100);
    assertThat(template.tree().at("/Parameters/WeightOfProd2/Default").asInt()).isZero();
  }

  /** What is C12: attributes of a target group stood outside its properties. */
  @Test
  void flawC12AttributesOfATargetGroupAreAmongItsProperties() {
    var document = small();
    ((ObjectNode) document.at("/services/app/targetGroups/0"))
        .putObject("attributes")
        .put("slow_start.duration_seconds", "30");

    var group = of(read(document), Environment.DEV).tree().at("/Resources/TargetGroup/Properties");

    assertThat(group.at("/TargetGroupAttributes").findValuesAsText("Key"))
        .containsExactly("deregistration_delay.timeout_seconds", "slow_start.duration_seconds");
  }

  /** What is C13: of several scaling policies only one survived. */
  @Test
  void flawC13EveryScalingPolicyIsThere() {
    var document = small();
    var rules = ((ObjectNode) document.at("/services/app")).putObject("scaling").putArray("rules");
    for (var name : List.of("one", "two", "three")) {
      var tracking = rules.addObject().put("name", name).putObject("targetTracking");
      tracking.put("metric", "ECSServiceAverageCPUUtilization").put("target", 50);
    }

    assertThat(TemplateCheck.types(of(read(document), Environment.DEV).tree()))
        .containsEntry("AWS::ApplicationAutoScaling::ScalingPolicy", 3);
  }

  /** What is L14: the rule compared a name with an ARN, and told of everybody's tasks. */
  @Test
  void flawL14OnlyTasksOfTheServicesThemselvesAreToldOf() {
    var detail =
        of(read(small()), Environment.PROD)
            .tree()
            .at("/Resources/OutOfMemoryRule/Properties/EventPattern/detail");

    assertThat(detail.at("/clusterArn/0").asText())
        .isEqualTo("arn:aws:ecs:eu-central-1:123456789012:cluster/slipway-dev-nonproduction");
    assertThat(detail.at("/group/0").asText()).isEqualTo("service:Shop-prod1");
    assertThat(detail.at("/group")).hasSize(2);
  }

  /** EventBridge gives nothing that a condition could be about, so that one would refuse it all. */
  @Test
  void flawL14TheTopicTakesWhatEventBridgePublishesWithoutACondition() {
    var policy =
        of(read(small()), Environment.DEV)
            .tree()
            .at("/Resources/TopicPolicy/Properties/PolicyDocument/Statement");

    assertThat(policy.findValuesAsText("Service"))
        .containsExactly("events.amazonaws.com", "cloudwatch.amazonaws.com");
    assertThat(policy.get(0).has("Condition")).isFalse();
    assertThat(policy.get(1).has("Condition")).isTrue();
  }

  @Test
  void everyAlarmHasItsSwitch() {
    var alarms =
        Map.of(
            "cpuPercent", "CpuAlarm",
            "memoryPercent", "MemoryAlarm",
            "noRunningTasks", "NoTasksAlarm",
            "outOfMemory", "OutOfMemoryRule",
            "unhealthyHosts", "TargetGroupUnhealthyAlarm",
            "rejectedConnections", "RejectedAlarm",
            "serverErrors", "ServerErrorsAlarm");
    var all = of(read(small()), Environment.DEV).tree().path("Resources");
    alarms.forEach(
        (key, alarm) -> {
          assertThat(all.has(alarm)).as(alarm).isTrue();
          var document = small();
          var switches = ((ObjectNode) document.at("/services/app")).putObject("alarms");
          if (key.endsWith("Percent") || key.equals("serverErrors")) {
            switches.put(key, 0);
          } else {
            switches.put(key, false);
          }
          var some = of(read(document), Environment.DEV).tree().path("Resources");
          assertThat(some.has(alarm)).as(key).isFalse();
          alarms.values().stream()
              .filter(other -> !other.equals(alarm))
              .forEach(other -> assertThat(some.has(other)).as(key + " and " + other).isTrue());
        });
    var none = small();
    ((ObjectNode) none.at("/services/app")).putObject("alarms").put("enabled", false);
    assertThat(TemplateCheck.types(of(read(none), Environment.DEV).tree()))
        .doesNotContainKeys("AWS::CloudWatch::Alarm", "AWS::Events::Rule");
  }

  /** Utilization of Fargate never exceeds 100: an alarm above would never go off. */
  @Test
  void theAlarmOfMemoryCanGoOff() {
    assertThat(memory("FARGATE", "awsvpc")).isEqualTo(90);
    assertThat(memory("EC2", "bridge")).isEqualTo(120);
  }

  private static int memory(String launchType, String network) {
    var document = small();
    var service = (ObjectNode) document.at("/services/app");
    service.putObject("placement").put("launchType", launchType);
    ((ObjectNode) service.get("task")).put("networkMode", network);
    return of(read(document), Environment.DEV)
        .tree()
        .at("/Resources/MemoryAlarm/Properties/Threshold")
        .asInt();
  }

  /** One name leads to one place. */
  @Test
  void namesOfCustomersAreThoseOfProduction() {
    var document = small();
    ((ObjectNode) document.at("/services/app"))
        .putObject("loadBalancer")
        .putArray("hostnames")
        .add("shop.example.com")
        .add("www.elsewhere.org");

    assertThat(hosts(document, Environment.PROD, "ProductionRule"))
        .containsExactly("shop.example.com", "www.elsewhere.org");
    assertThat(hosts(document, Environment.PROD, "PreviewRule"))
        .containsExactly("shop-prod-blue.example.com");
    assertThat(hosts(document, Environment.STAGE, "Rule"))
        .containsExactly("shop-stage.example.com");
  }

  private static List<String> hosts(ObjectNode document, Environment environment, String rule) {
    var hosts = new ArrayList<String>();
    of(read(document), environment)
        .tree()
        .at("/Resources/" + rule + "/Properties/Conditions/0/HostHeaderConfig/Values")
        .forEach(host -> hosts.add(host.asText()));
    return hosts;
  }

  @Test
  void thePortOfTheSharedLoadBalancerIsWhatItIs() {
    var document = small();
    var listener = ((ObjectNode) document.at("/services/app")).putArray("listeners").addObject();
    listener.put("port", 8080).put("container", "app").put("containerPort", 80);

    assertThatThrownBy(() -> of(read(document), Environment.DEV))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("listens on port 443 (HTTPS) only, but got 8080 (HTTP)");

    ((ObjectNode) document.at("/services/app")).putObject("loadBalancer").put("own", true);
    assertThat(of(read(document), Environment.DEV).tree().at("/Resources/Listener").isMissingNode())
        .isFalse();
  }

  /** Collectors find each task with its port. */
  @Test
  void tasksWithMetricsAreFoundByAddressAndPort() {
    var document = small();
    ((ObjectNode) document.at("/services/app"))
        .putObject("customMetrics")
        .put("port", 9102)
        .put("path", "/m");

    var resources = of(read(document), Environment.DEV).tree().path("Resources");

    assertThat(resources.at("/Service/Properties/ServiceRegistries/0/Port").asInt())
        .isEqualTo(9102);
    assertThat(resources.at("/Discovery/Properties/DnsConfig/DnsRecords/0/Type").asText())
        .isEqualTo("SRV");
    assertThat(resources.at("/Discovery/Properties/Tags").findValuesAsText("Value"))
        .containsExactly("/m", "9102");
  }

  /** No metric may wake a worker of the slot that is not live. */
  @Test
  void whatRestsInASlotCannotScale() {
    var document = small();
    var worker = ((ObjectNode) document.at("/services")).putObject("worker");
    worker
        .putObject("task")
        .put("cpu", 256)
        .put("memory", 512)
        .putArray("containers")
        .addObject()
        .put("name", "worker");

    var template = of(read(document), Environment.PROD).tree();
    var most = "MaxCapacity";

    assertThat(resolved(template, Map.of()).at("/Prod2ScalableTargetOfWorker/" + most).asInt())
        .isZero();
    assertThat(
            resolved(template, Map.of("MinCapacityOfProd2ScalableTargetOfWorker", "2"))
                .at("/Prod2ScalableTargetOfWorker/" + most)
                .asInt())
        .isEqualTo(4);
    assertThat(resolved(template, Map.of()).at("/Prod2ScalableTarget/" + most).asInt())
        .isEqualTo(4);
  }

  private static JsonNode resolved(JsonNode template, Map<String, String> parameters) {
    return TemplateCheck.resolved(template, parameters);
  }

  /** What is A20: containers ran with the rights of who deploys. */
  @Test
  void flawA20RolesOfTasksAreUnderTheBoundary() {
    for (int seed = 0; seed < 100; seed++) {
      var specification =
          SpecificationReader.read(
                  new Specimens(new Random(SEED + seed * 7_919L)).specification(), HERE)
              .specification();
      of(specification, Environment.PROD)
          .tree()
          .path("Resources")
          .forEach(
              resource -> {
                if (resource.path("Type").asText().equals("AWS::IAM::Role")) {
                  assertThat(resource.at("/Properties/PermissionsBoundary").asText())
                      .isEqualTo(SITE.boundary().orElseThrow());
                }
              });
    }
  }

  private static Specification read(ObjectNode document) {
    return SpecificationReader.read(document, HERE).specification();
  }

  static ObjectNode small() {
    var document = JsonNodeFactory.instance.objectNode();
    var service = document.putObject("services").putObject("app");
    var task = service.putObject("task").put("cpu", 256).put("memory", 512);
    task.putArray("containers")
        .addObject()
        .put("name", "app")
        .putArray("ports")
        .addObject()
        .put("containerPort", 80);
    service.putArray("targetGroups").addObject().put("container", "app").put("containerPort", 80);
    return document;
  }
}
