package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Asked.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.identity.SimulatedAcm;
import io.slipway.local.account.identity.SimulatedIam;
import io.slipway.local.account.identity.SimulatedSecrets;
import io.slipway.local.account.scaling.SimulatedQuotas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What a specification calls by its name is there already, and is found. */
final class NamedThingsTest {

  private static final String CERTIFICATE =
      "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:team/key-AbCdEf";

  private static final String SPECIFICATION =
      """
      cluster: team-a
      services:
        app:
          loadBalancer: {own: true, hostnames: [shop.example.com]}
          listeners:
            - {port: 443, protocol: HTTPS, container: app, containerPort: 80,
               certificates: [shop.example.com]}
          targetGroups: [{container: app, containerPort: 80}]
          task:
            cpu: 256
            memory: 512
            containers:
              - name: app
                ports: [{containerPort: 80}]
                secrets:
                  KEY: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:team/key-AbCdEf:part::"
                  OTHER: /team/other
      """;

  private Scenario scenario;

  @BeforeEach
  void aClusterAndCertificatesOfTheTeam() {
    scenario = Scenario.begin();
    prepare(scenario);
  }

  /** A situation: those who render templates look for certificates. */
  static void certificatesByTheirHosts(Scenario scenario) {
    prepare(scenario);
    succeeded(scenario.asked("POST", "/stacks", body(SPECIFICATION)).finish());
    scenario.call("POST", "/stacks/shop/verify", Production.nothing());
    var quotas = (SimulatedQuotas) scenario.slipway().clients().get(ServiceQuotasClient.class);
    quotas.allow("L-3032A538", 2);
    scenario.call("POST", "/stacks/shop/verify", Production.nothing());
    var next = Production.nothing();
    next.put("specification", SPECIFICATION.replace("memory: 512", "memory: 1024"));
    assertThat(scenario.call("POST", "/stacks/Shop/plan", next).status()).isEqualTo(200);
    succeeded(scenario.asked("PUT", "/stacks/Shop/specification", next).finish());
    next.put("applicationName", "Shop");
    next.put("specification", SPECIFICATION.replace("memory: 512", "memory: 2048"));
    succeeded(scenario.startedByHand("update", "by-hand", next).finish());
    scenario.pushImage("shop", "1.0.0", "healthy");
    next.put("specification", SPECIFICATION).put("imageTag", "1.0.0");
    var release = scenario.call("POST", Releases.PATH + "?dryRun=true", next);
    assertThat(release.status()).as(release.text()).isEqualTo(200);
  }

  private static void prepare(Scenario scenario) {
    var ecs = scenario.slipway().clients().get(EcsClient.class);
    ecs.createCluster(request -> request.clusterName("team-a"));
    var acm = (SimulatedAcm) scenario.slipway().clients().get(AcmClient.class);
    certificate(acm, CERTIFICATE, "ISSUED", "2100-01-01T00:00:00Z", "*.example.com");
    var others = List.of(CERTIFICATE.replace("abcdef", "0"), CERTIFICATE.replace("abcdef", "1"));
    certificate(acm, others.get(0), "ISSUED", "2031-01-01T00:00:00Z", "shop.example.com");
    certificate(
        acm, others.get(1), "PENDING_VALIDATION", "2101-01-01T00:00:00Z", "shop.example.com");
  }

  private static void certificate(
      SimulatedAcm acm, String arn, String status, String until, String name) {
    acm.put(
        CertificateDetail.builder()
            .certificateArn(arn)
            .status(status)
            .domainName(name)
            .subjectAlternativeNames(name)
            .notAfter(Instant.parse(until))
            .build());
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void anApplicationRunsInTheClusterThatItNames() {
    var created = scenario.asked("POST", "/stacks", body(SPECIFICATION)).finish();
    assertThat(created.outcome()).as(created.message()).isEqualTo(SUCCEEDED);
    scenario.pushImage("shop", "1.0.0", "healthy");

    var body = Production.nothing().put("applicationName", "Shop").put("imageTag", "1.0.0");
    var run = scenario.asked("POST", "/stacks/deploy", body.put("environment", "dev")).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    var running =
        scenario
            .slipway()
            .clients()
            .get(EcsClient.class)
            .describeServices(request -> request.cluster("team-a").services("Shop-dev"))
            .services();
    assertThat(running.getFirst().runningCount()).isPositive();
  }

  @Test
  void ofSeveralCertificatesThatAreIssuedTheOneThatLastsLongestIsTaken() {
    scenario.asked("POST", "/stacks", body(SPECIFICATION)).finish();

    var balancing = scenario.slipway().clients().get(ElasticLoadBalancingV2Client.class);
    var used =
        balancing.describeLoadBalancers().loadBalancers().stream()
            .flatMap(
                one ->
                    balancing
                        .describeListeners(
                            request -> request.loadBalancerArn(one.loadBalancerArn()))
                        .listeners()
                        .stream())
            .flatMap(listener -> listener.certificates().stream())
            .map(certificate -> certificate.certificateArn())
            .distinct();
    assertThat(used).containsExactly(CERTIFICATE);
  }

  @Test
  void secretsThatAreNotThereAreTold() {
    created();

    assertThat(wrong("secrets"))
        .containsExactly(
            "/team/other: there is no such parameter", SECRET + ":part::: there is no such secret");

    secrets().put(SECRET);
    scenario
        .slipway()
        .clients()
        .get(SsmClient.class)
        .putParameter(request -> request.name("/team/other").value("x").type("String"));
    assertThat(wrong("secrets")).isEmpty();
    secrets().delete(SECRET);
    assertThat(wrong("secrets"))
        .containsExactly(
            SECRET + ":part::: somebody has deleted it, and it cannot be read any more");
  }

  @Test
  void whetherTheRoleMayReadThemIsAskedOfIam() {
    created();
    assertThat(wrong("rights")).isEmpty();

    var definition =
        scenario
            .slipway()
            .clients()
            .get(EcsClient.class)
            .describeTaskDefinition(request -> request.taskDefinition("Shop-dev"))
            .taskDefinition();
    var role = definition.executionRoleArn();
    ((SimulatedIam) scenario.slipway().clients().get(IamClient.class))
        .forgetPolicies(role.substring(role.lastIndexOf('/') + 1));

    assertThat(wrong("rights"))
        .hasSize(1)
        .allMatch(line -> line.contains(" may not read " + SECRET + ", arn:aws:ssm:"))
        .allMatch(line -> line.endsWith("parameter/team/other"));
  }

  @Test
  void processorsOfFargateHaveToSufficeForARollout() {
    created();
    assertThat(wrong("quotas")).isEmpty();

    var quotas = (SimulatedQuotas) scenario.slipway().clients().get(ServiceQuotasClient.class);
    quotas.allow("L-3032A538", 0.2);

    assertThat(wrong("quotas"))
        .containsExactly("fargate: a rollout needs 0.25 processors; 0 of 0.2 are in use");
  }

  private void created() {
    succeeded(scenario.asked("POST", "/stacks", body(SPECIFICATION)).finish());
  }

  private SimulatedSecrets secrets() {
    return (SimulatedSecrets) scenario.slipway().clients().get(SecretsManagerClient.class);
  }

  /** What is not well below {@code subject}, in dev. */
  private List<String> wrong(String subject) {
    var body = Production.nothing().put("environment", "dev");
    var found = new ArrayList<String>();
    collect(scenario.call("POST", "/stacks/shop/verify", body).json(), subject, false, found);
    return found;
  }

  private static void collect(JsonNode node, String subject, boolean below, List<String> found) {
    boolean inside = below || node.path("subject").asText().equals(subject);
    if (inside && node.path("parts").isEmpty() && !node.path("ok").asBoolean()) {
      found.add(node.path("subject").asText() + ": " + node.path("detail").asText());
    }
    node.path("places").forEach(part -> collect(part, subject, inside, found));
    node.path("parts").forEach(part -> collect(part, subject, inside, found));
  }

  @Test
  void anyOtherClusterIsRefusedWithTheReason() {
    var run =
        scenario
            .asked("POST", "/stacks", body(SPECIFICATION.replace("team-a", "elsewhere")))
            .finish();

    assertThat(run.outcome()).isNotEqualTo(SUCCEEDED);
    assertThat(run.message()).contains("runs services in", "and team-* only, but got 'elsewhere'");
  }

  private static ObjectNode body(String specification) {
    return Scenario.sample("api/create-stack.json")
        .put("applicationName", "Shop")
        .put("specification", specification);
  }
}
