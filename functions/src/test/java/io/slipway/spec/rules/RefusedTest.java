package io.slipway.spec.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Rejected;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS would refuse, or would take and never do, is refused before, with its path and why. */
class RefusedTest {

  private static final String SERVICE =
      """
      services:
        app:
          placement: {PLACEMENT}
          scaling: {SCALING}
          alarms: {}
          loadBalancer: {BALANCER}
          listeners: [{port: 443, protocol: HTTPS, container: app, containerPort: 80,
            certificates: [shop.example.com], rules: [RULE]}]
          targetGroups: [{container: app, containerPort: 80, attributes: {ATTRIBUTE}}]
          task:
            cpu: 256
            memory: 512
            roles: {ROLES}
            volumes: [VOLUME]
            containers: [{name: app, ports: [{containerPort: 80}]CONTAINER}]
      release: {RELEASE}
      """;

  private static final String DNS =
      "router: route53, balancers: {group: g, blue: b, green: c, hosts: [a.example.com]}";
  private static final String EFS = "{name: files, efs: {fileSystemId: fs-0123abcd}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
BALANCER  | hostnames: [a.b.de, c.b.de, d.b.de, e.b.de]                              | loadBalancer.hostnames: one rule moves all customers
BALANCER  | restrictAccessTo: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]               | compares a client with 3 addresses
BALANCER  | hostnames: [a.b.de, c.b.de, d.b.de], restrictAccessTo: [1.2.3.4, 1.2.3.5, 1.2.3.6] | takes 5 host names and addresses
PLACEMENT | platformVersion: 1.3.0, launchType: FARGATE                              |
ATTRIBUTE | deregistration_dely.timeout_seconds: "5"                                 | did you mean deregistration_delay.timeout_seconds?
ATTRIBUTE | deregistration_delay.timeout_seconds: "3601"                             | does not take '3601'
ATTRIBUTE | deregistration_delay.timeout_seconds: "3600", slow_start.duration_seconds: "30" |
ATTRIBUTE | slow_start.duration_seconds: "29"                                        | does not take '29'
ATTRIBUTE | stickiness.enabled: "yes"                                                | does not take 'yes'
ATTRIBUTE | stickiness.enabled: "true", stickiness.lb_cookie.duration_seconds: "604800" |
ROLES     | task: {arn: "arn:aws:iam::123456789012:role/admin"}                      | under the path /slipway/ only
SCALING   | role: "arn:aws:iam::123456789012:role/admin"                             | under the path /slipway/ only
ROLES     | task: {statements: [{name: slipway-logs, actions: ["s3:*"], resources: ["*"]}]} | names that begin with slipway- are Slipway's
CONTAINER | , image: nginx                                                           | containers[0].image: the first container runs the image of the release
""")
  void isRefusedWithTheReason(String where, String what, String why) {
    said(where, what, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
{field: path-pattern, values: [/a, /b, /c]}                                          |
{field: path-pattern, values: [/a, /b, /c, /d]}                                      | 3
{field: path-pattern, values: [/a]}, {field: path-pattern, values: [/b]}             | conditions[1].field
{field: http-header, name: X-A, values: [a]}, {field: http-header, name: X-B, values: [b]} |
{field: http-header, name: Host, values: [a]}                                        | the field for it is host-header
{field: path-pattern, values: ["/*?*", "/*?*"]}                                      | 5 wildcards at most, but got 6
""")
  void conditionsOfARuleAreThoseThatItHasRoomFor(String conditions, String why) {
    said(
        "RULE",
        "{conditions: [" + conditions + "], actions: [{fixedResponse: {statusCode: \"503\"}}]}",
        why);
  }

  @Test
  void namesOfProductionAreSaidOnceWhereDnsWeighsThem() {
    var document =
        with("BALANCER", "hostnames: [a.example.com]").replace("{RELEASE}", "{" + DNS + "}");

    said(document, "the names of production are in release.balancers.hosts");
  }

  @Test
  void anOldFargateHasNoFileSystems() {
    var document = with("VOLUME", EFS).replace("{PLACEMENT}", "{platformVersion: 1.3.0}");

    said(document, "volumes of EFS need platform version 1.4.0, but got 1.3.0");
  }

  @Test
  void thePoliciesOfARoleHaveRoomInIt() {
    var resources = "\"arn:aws:s3:::" + "b".repeat(60) + "/*\"";
    var statement = "{name: NAME, actions: [\"s3:GetObject\"], resources: [" + resources;
    var many = new StringBuilder();
    for (int i = 0; i < 19; i++) {
      many.append(statement.replace("NAME", "p" + i))
          .append((", " + resources).repeat(6))
          .append("]},");
    }
    said("ROLES", "task: {statements: [" + many + "]}", "have at most 10240 characters");
  }

  private static void said(String where, String what, String why) {
    said(with(where, what), why);
  }

  private static String with(String where, String what) {
    return SERVICE.replace(where, what);
  }

  private static void said(String document, String why) {
    var whole =
        document.replaceAll(
            "(PLACEMENT|SCALING|BALANCER|RULE|ATTRIBUTE|ROLES|VOLUME|CONTAINER)", "");
    var said = new StringBuilder();
    try {
      SpecificationReader.read(
          whole.replace("{RELEASE}", "{}").getBytes(StandardCharsets.UTF_8),
          new Surroundings("123456789012", "eu-central-1", "stage"));
    } catch (Rejected e) {
      said.append(e.getMessage());
    }
    if (why == null) {
      assertThat(said.toString()).isEmpty();
    } else {
      assertThat(said.toString()).contains(why);
    }
  }
}
