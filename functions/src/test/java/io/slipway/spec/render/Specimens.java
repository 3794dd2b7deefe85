package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes specifications in our own form that keep every rule, with any of their keys. */
final class Specimens {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ARN = "arn:aws:%s:eu-central-1:123456789012:%s";

  /** Text that would mean something to a template if it were not taken literally. */
  private static final List<String> TEXTS =
      List.of(
          "plain",
          "!Ref Topic",
          "{\"Ref\":\"Topic\"}",
          "Fn::Sub",
          "$(id)",
          "#{AWS::Region}",
          "ü—𝄞",
          "");

  private final RandomGenerator random;
  private boolean dns;
  private boolean fargate;
  private String mode;

  Specimens(RandomGenerator random) {
    this.random = random;
  }

  ObjectNode specification() {
    var document = NODES.objectNode();
    dns = chance(4);
    maybe(document, "project", "shop");
    maybe(document, "cluster", "other-cluster");
    var services = document.putObject("services");
    int count = chance(5) ? 2 + random.nextInt(3) : 1;
    var names = List.of("app", "Worker", "api-2", "api_3", "x");
    for (int i = 0; i < count; i++) {
      service(services.putObject(names.get(i)), i == 0);
    }
    release(document.putObject("release"));
    if (chance(3)) {
      document.putObject("parameters").putArray("keys").add("DB_PASSWORD").add("TOKEN");
    }
    maybe(document, "notificationsTopic", ARN.formatted("sns", "team"));
    return document;
  }

  private void release(ObjectNode release) {
    if (dns) {
      var pair = release.put("router", "route53").putObject("balancers");
      pair.put("group", "private").put("blue", "1").put("green", "2");
      pair.putArray("hosts").add("shop.example.com");
    }
    if (chance(2)) {
      var steps = release.putArray("strategy");
      steps.addObject().put("weight", 10).put("wait", 70);
      steps.addObject().put("weight", 60).put("wait", "5m");
    }
  }

  private void service(ObjectNode service, boolean reached) {
    fargate = random.nextBoolean();
    mode = fargate ? "awsvpc" : pick("awsvpc", "bridge", "host");
    boolean web = reached || !chance(4);
    boolean daemon = !fargate && chance(5);
    int groups = web ? 1 + (chance(4) ? 1 : 0) : 0;
    task(service.putObject("task"), Math.max(groups, 1));
    placement(service.putObject("placement"), daemon);
    if (!daemon && chance(2)) {
      scaling(service.putObject("scaling"), web);
    }
    if (chance(3)) {
      alarms(service.putObject("alarms"));
    }
    if (mode.equals("awsvpc") && chance(4)) {
      service.putObject("customMetrics").put("port", 9090);
    }
    if (web) {
      traffic(service, groups);
    }
  }

  private void placement(ObjectNode placement, boolean daemon) {
    placement.put("launchType", fargate ? "FARGATE" : "EC2");
    if (fargate) {
      maybe(placement, "platformVersion", "1.4.0");
      maybe(placement, "capacity", "spot");
      return;
    }
    if (chance(3)) {
      placement.put("capacityProvider", "gpu");
    } else if (chance(3)) {
      placement.put("capacity", "spot");
    }
    if (daemon) {
      placement.put("schedulingStrategy", "DAEMON");
    } else if (chance(2)) {
      var strategies = placement.putArray("strategies");
      strategies.addObject().put("type", "spread").put("field", "instanceId");
      strategies.addObject().put("type", "binpack").put("field", "memory");
    }
    if (chance(3)) {
      placement
          .putArray("constraints")
          .addObject()
          .put("type", "memberOf")
          .put("expression", "attribute:ecs.instance-type =~ t3.*");
    }
  }

  private void task(ObjectNode task, int ports) {
    task.put("networkMode", mode);
    if (fargate) {
      task.put("cpu", 1024).put("memory", pickNumber(2048, 4096, 8192));
    }
    var volumes = task.putArray("volumes");
    volumes.addObject().put("name", "scratch");
    if (chance(3)) {
      volumes.addObject().put("name", "data").putObject("efs").put("fileSystemId", "fs-0123abcd");
    }
    if (!fargate && chance(3)) {
      volumes.addObject().put("name", "docker").putObject("docker").put("driver", "local");
    }
    roles(task.putObject("roles"));
    var containers = task.putArray("containers");
    var main = containers.addObject().put("name", "main").put("memoryReservation", 128);
    for (int i = 0; i < ports; i++) {
      var port = main.withArray("ports").addObject();
      if (chance(4)) {
        port.putObject("containerPort").put("blue", 9000 + i).put("green", 8000 + i);
      } else {
        port.put("containerPort", 8000 + i);
      }
    }
    container(main);
    if (chance(3)) {
      var sidecar = containers.addObject().put("name", "side-car").put("memoryReservation", 64);
      sidecar.put("image", "public.ecr.aws/nginx/nginx:stable").put("essential", false);
      sidecar
          .putArray("dependsOn")
          .addObject()
          .put("containerName", "main")
          .put("condition", "START");
    }
  }

  private void roles(ObjectNode roles) {
    if (chance(3)) {
      roles.putObject("task").put("arn", "arn:aws:iam::123456789012:role/slipway/app");
    } else if (chance(2)) {
      var statement = roles.putObject("task").putArray("statements").addObject();
      statement.put("name", "read").putArray("actions").add("s3:GetObject").add("s3:List*");
      statement.putArray("resources").add("arn:aws:s3:::bucket/*");
    }
    if (chance(4)) {
      roles.putObject("execution").put("arn", "arn:aws:iam::123456789012:role/slipway/start");
    }
  }

  private void container(ObjectNode container) {
    if (chance(2)) {
      var environment = container.putObject("environment");
      environment.put("MODE", text());
      container.putArray("command").add("run").add(text());
    }
    if (chance(3)) {
      container
          .putObject("secrets")
          .put("KEY", ARN.formatted("secretsmanager", "secret:db-AbCdEf:password::"))
          .put("OTHER", "/shop/other");
    }
    if (chance(3)) {
      container.putObject("labels").put("team", text());
    }
    if (chance(3)) {
      container
          .putObject("healthCheck")
          .putArray("command")
          .add("CMD-SHELL")
          .add("curl -f localhost");
    }
    if (chance(3)) {
      container
          .putArray("mountPoints")
          .addObject()
          .put("containerPath", "/tmp/x")
          .put("sourceVolume", "scratch");
    }
    if (chance(3)) {
      container.putObject("log").put("driver", pick("awslogs", "awsfirelens", "none"));
    }
  }

  private void scaling(ObjectNode scaling, boolean web) {
    scaling.putObject("production").put("min", 2).put("max", pickNumber(2, 10));
    if (chance(2)) {
      return;
    }
    var rules = scaling.putArray("rules");
    rules
        .addObject()
        .put("name", "cpu")
        .putObject("targetTracking")
        .put("metric", web ? "ALBRequestCountPerTarget" : "ECSServiceAverageMemoryUtilization")
        .put("target", 55.5);
    var steps = rules.addObject().put("name", "in-steps").putObject("steps");
    steps.putArray("steps").addObject().put("lowerBound", 0).put("adjustment", 2);
    var alarm = steps.putArray("alarms").addObject();
    alarm.put("metric", "CPUUtilization").put("threshold", 80.5);
    alarm.put("comparison", "GreaterThanThreshold");
    maybe(alarm, "namespace", pick("AWS/ApplicationELB", "Team/Own"));
  }

  private void alarms(ObjectNode alarms) {
    maybe(alarms, "enabled", false);
    maybe(alarms, "noRunningTasks", false);
    maybe(alarms, "outOfMemory", false);
    maybe(alarms, "unhealthyHosts", false);
    maybe(alarms, "rejectedConnections", false);
    alarms.put("cpuPercent", pickNumber(0, 75)).put("serverErrors", pickNumber(0, 5));
  }

  private void traffic(ObjectNode service, int count) {
    boolean own = !dns && (count > 1 || chance(3));
    var groups = service.putArray("targetGroups");
    for (int i = 0; i < count; i++) {
      group(groups.addObject().put("container", "main").put("containerPort", 8000 + i));
    }
    var balancer = service.putObject("loadBalancer").put("own", own);
    if (own) {
      maybe(balancer, "internal", true);
    }
    if (!dns && chance(3)) {
      balancer.putArray("hostnames").add("shop.example.com").add("www.elsewhere.org");
    }
    if (chance(3)) {
      balancer.putArray("restrictAccessTo").add("10.1.0.0/16").add("192.0.2.7");
    }
    if (count > 1 || chance(2)) {
      var listeners = service.putArray("listeners");
      listener(listeners.addObject(), 443, 8000);
      for (int i = 1; i < count; i++) {
        listener(listeners.addObject(), 8443 + i, 8000 + i);
        if (!dns) {
          takeAll(listeners.get(i).withArray("rules"));
        }
      }
    }
  }

  private void group(ObjectNode group) {
    if (chance(3)) {
      group.putObject("port").put("blue", 81).put("green", 82);
    }
    if (chance(2)) {
      var health =
          group.putObject("healthCheck").put("path", "/well?a=b").put("matcher", "200-399");
      maybe(health, "port", 9999);
    }
    if (chance(3)) {
      group
          .putObject("attributes")
          .put("stickiness.enabled", "false")
          .put("slow_start.duration_seconds", "30");
    }
  }

  private void listener(ObjectNode listener, int port, int target) {
    listener.put("port", port).put("protocol", "HTTPS");
    listener.put("container", "main").put("containerPort", target);
    var certificates = listener.putArray("certificates").add("shop.example.com");
    if (chance(2)) {
      certificates.add(ARN.formatted("acm", "certificate/0f0f"));
    }
    var rules = listener.putArray("rules");
    if (chance(2)) {
      rule(rules.addObject());
    }
    if (dns && chance(2)) {
      login(rules.addObject());
    }
  }

  private void rule(ObjectNode rule) {
    maybe(rule, "priority", 7);
    var conditions = rule.putArray("conditions");
    conditions.addObject().put("field", "path-pattern").putArray("values").add("/old/*");
    if (chance(3)) {
      conditions.removeAll();
      conditions
          .addObject()
          .put("field", "http-header")
          .put("name", "X-Old")
          .putArray("values")
          .add("1");
    }
    var action = rule.putArray("actions").addObject();
    if (random.nextBoolean()) {
      action.putObject("redirect").put("host", "new.example.com").put("path", "/#{path}");
    } else {
      action
          .putObject("fixedResponse")
          .put("statusCode", "503")
          .put("body", text())
          .put("contentType", "text/plain");
    }
  }

  private void login(ObjectNode rule) {
    rule.putArray("conditions")
        .addObject()
        .put("field", "path-pattern")
        .putArray("values")
        .add("/in");
    var action = rule.putArray("actions").addObject();
    if (random.nextBoolean()) {
      action
          .putObject("authenticateOidc")
          .put("issuer", "https://login.example.com")
          .put("authorizationEndpoint", "https://login.example.com/a")
          .put("tokenEndpoint", "https://login.example.com/t")
          .put("userInfoEndpoint", "https://login.example.com/u")
          .put("clientId", "shop")
          .put("clientSecret", ARN.formatted("secretsmanager", "secret:slipway/oidc-AbCdEf"))
          .putObject("session")
          .put("timeout", 3600);
    } else {
      action
          .putObject("authenticateCognito")
          .put("userPoolArn", ARN.formatted("cognito-idp", "userpool/eu-central-1_x"))
          .put("userPoolClientId", "client")
          .put("userPoolDomain", "login")
          .putObject("session");
    }
  }

  private static void takeAll(ArrayNode rules) {
    var rule = rules.addObject();
    rule.putArray("conditions")
        .addObject()
        .put("field", "path-pattern")
        .putArray("values")
        .add("*");
    rule.putArray("actions").addObject().putObject("redirect").put("port", "443");
  }

  /** {@code document} with one thing changed, which mostly breaks it. */
  ObjectNode broken(ObjectNode document) {
    var copy = document.deepCopy();
    var places = new ArrayList<ObjectNode>();
    collect(copy, places);
    var place = places.get(random.nextInt(places.size()));
    var keys = new ArrayList<String>();
    place.fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty() || chance(4)) {
      place.put(pick("Ref", "Fn::Sub", "unknown", "nmae"), "x");
    } else if (chance(4)) {
      place.remove(keys.get(random.nextInt(keys.size())));
    } else {
      place.set(
          keys.get(random.nextInt(keys.size())),
          TextNode.valueOf(
              pick("{{resolve:ssm:/x}}", "${AWS::AccountId}", "x".repeat(20_000), "\u0000", "-1")));
    }
    return copy;
  }

  private static void collect(JsonNode node, List<ObjectNode> places) {
    if (node instanceof ObjectNode object) {
      places.add(object);
    }
    node.forEach(child -> collect(child, places));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size() - 1));
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private int pickNumber(int... numbers) {
    return numbers[random.nextInt(numbers.length)];
  }

  private void maybe(ObjectNode object, String key, Object value) {
    if (chance(3)) {
      object.set(key, node(value));
    }
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      default -> NODES.textNode(value.toString());
    };
  }
}
