package io.slipway.spec.reading;

import static io.slipway.spec.reading.SeedsTest.read;
import static io.slipway.spec.reading.SeedsTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.domain.Rejected;
import io.slipway.spec.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationReaderTest {

  /** One service of one container on Fargate, in our own form; what stands for $ is added to it. */
  private static final String OWN =
      """
      services:
        web:
          task:
            cpu: 256
            memory: 512
            containers:
              - name: web
                ports:
                  - containerPort: 80
          targetGroups:
            - container: web
              containerPort: 80
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "version: 1.10 | version: \"{{version}}\" | service.version: {{version}} refers to itself",
        "project: phoenix | project: \"{{name}}\" | service.project: {{name}} is not known yet: project, name, fqdn and version",
        "project: phoenix | project: \"{{project}}\" | service.project: {{project}} refers to itself",
        "\"{{project}}-shop\" | \"{{projct}}-shop\" | service.name: {{projct}} is unknown; did you mean {{project}}?",
        "\"{{project}}-shop\" | \"{{version}}-shop\" | service.name: {{version}} is not known yet",
        "\"{{project}}-shop\" | \"{{project-shop\" | service.name: '{{' is not closed",
        "{{fqdn[1]}} | {{fqdn[2]}} | service.containers[0].environment[1].SITE: {{fqdn[2]}} is not there: there are fewer names",
        "{{fqdn[1]}} | {{external_ip}} | {{external_ip}} is not filled in: it would ask a service outside",
        "{{fqdn[1]}} | {{resolve:ssm:x}} | environment[1].SITE: '{{resolve:' is not allowed",
        "{{fqdn[1]}} | $`{HOME} | '$`{' is not allowed, as CloudFormation would replace it",
        "SITE: | Fn::Sub: | functions of CloudFormation are not allowed",
        "weight: 60 | weight: 10 | canary.strategy[1].weight: 11 to 100 is allowed, as weights rise, but got 10",
        "weight: 60 | weight: 101 | canary.strategy[1].weight: 1 to 100 is allowed, but got number '101'",
        "wait: 70 | wait: 0 | canary.strategy[0].wait: 1 to 1209600 seconds are allowed",
        "wait: 60 | wait: 2h | canary.scale.wait: 1 to 3600 seconds are allowed, but got 7200",
        "green: 2 | green: 1 | canary.releases.green: blue and green are two load balancers, but both are '1'",
        "network_mode: bridge | network_mode: awsvpc | service.containers[0].links: links of Docker work with network mode bridge only; with awsvpc, containers of a task reach each other at localhost",
        "- EC2 | - FARGATE | service.network_mode: Fargate has awsvpc only, but got bridge",
        "privileged: false | priviledged: false | service.containers[0].priviledged: unknown key; did you mean 'privileged'?",
        "name: proxy | name: default | service.containers[1].name: 'default' is given twice",
        "source_volume: cache | source_volume: cash | service.containers[0].mount_points[0].source_volume: no volume is called 'cash'",
        "container_port: 80 | container_port: 70000 | service.containers[0].port_mappings[0].container_port: 1 to 65535 is allowed, but got number '70000'",
        "timeout_seconds: 5 | timeout_seconds: 15 | target_groups[0].health_check.timeout: less than the interval, 15",
        "protocol: HTTPS | protocol: HTTP | listeners[0].certificates: are for HTTPS only",
        "container_name: proxy | container_name: default | wait for each other in a circle",
        "scope: shared | scope: everybody | service.volumes[0].docker_volume_configuration.scope: task, shared are allowed",
        "version: 1.10 | version: 'a b' | service.version: ",
      })
  void whatIsWrongIsSaidInTheWordsOfTheFile(String from, String to, String message) {
    var file = text("canary-every-key.yml");
    assertThat(file).contains(from);
    var changed = file.replace(from, to.replace("$`{", "${"));

    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining(message.replace("$`{", "${"));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    var file =
        text("canary-every-key.yml")
            .replace("weight: 60", "weight: 101")
            .replace("{{fqdn[1]}}", "{{nobody}}")
            .replace("privileged: false", "priviledged: false")
            .replace("min_capacity: 2", "min_capacity: two");

    assertThat(
            catchThrowableOfType(Rejected.class, () -> read(file))
                .getMessage()
                .split("; [a-z_]+\\."))
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpu: 256 | cpu: 300 | services.web.task.cpu: cpu 256, 512, 1024",
        "memory: 512 | memory: 4096 | services.web.task.memory: with cpu 256, memory 512, 1024, 2048 are allowed (MiB), but got 4096",
        "containerPort: 80 | containerPrt: 80 | unknown key; did you mean 'containerPort'?",
        "services: | canary: {}~services: | keys of one form are expected, but got those of several",
        "services: | cpu: 256~services: | keys of one form are expected",
        "services: | release: {router: route53}~services: | release.balancers: is required with router route53",
        "services: | a: &a [b]~services: | unknown key",
        "cpu: 256 | cpu: 256~      cpu: 256 | the key 'cpu' is given twice",
        "- name: web | - name: !!java/object web | tags are not allowed",
        "- name: web | - name: web~          privileged: true | services.web.task.containers[0].privileged: Fargate runs nothing as root of its machine; it needs launch type EC2",
        "- name: web | - name: web~          memory: 1024 | at most the task's memory, 512",
        "services: | parameters: {keys: [A, B, A]}~services: | parameters.keys[2]: 'A' is given twice",
        "services: | parameters: {keys: [A/B]}~services: | parameters.keys[0]: the name of a variable",
        "- name: web | - name: web~          hostname: null | null is not allowed; leave the key out",
      })
  void whatIsWrongWithOurFormIsSaidByItsPath(String from, String to, String message) {
    var changed = OWN.replaceFirst(from, to.replace("~", "\n"));

    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining(message);
  }

  /** Each mistake is from=to; what is said is where, in the order of the answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
cpu: 256=cpu: 300 ; - name: web=- nmae: web                        | services.web.task.containers[0].nmae, services.web.task.cpu
memory: 512=memory: 4096 ; ports:=privilegd: true~          ports: | services.web.task.containers[0].privilegd, services.web.task.memory
memory: 512=memory: 4096 ; services:=paramters: 5~parameters: {keys: [A, A]}~services: | paramters, services.web.task.memory, parameters.keys[1]
memory: 512=memry: 512                                              | services.web.task.memry
cpu: 256=cpu: 300 ; memory: 512=memry: 512                          | services.web.task.memry, services.web.task.cpu
memory: 512=ram: 512                                                | services.web.task.ram
cpu: 256=cpu: many                                                  | services.web.task.cpu
containerPort: 80=containerPort: 8O                                 | services.web.task.containers[0].ports[0].containerPort
container: web=container: 5                                         | services.web.targetGroups[0].container
targetGroups:=groups:                                               | services.web.groups
targetGroups:=targetGroup:                                          | services.web.targetGroup
services:=release: {strategy: [{weight: 60, wait: 60}, {weight: 10, wait: 60}], bakng: 5}~services: | release.bakng, release.strategy[1].weight
services:=release: {strategy: [{weight: 600, wait: 60}, {weight: 10, wait: 60}]}~services: | release.strategy[0].weight
services:=release: {router: rout53}~services:                       | release.router
services:=release: {router: route53, balancer: 5, scale: {wait: 2h}}~services: | release.balancer, release.scale.wait
memory: 512=memory: 4096 ; services:=notificationsTopic: 5~services: | notificationsTopic, services.web.task.memory
memory: 512=memory: 4096 ; cpu: 256=cpu: 256~      networkMode: bridge~      pidMode: 5 | services.web.task.pidMode, services.web.task.networkMode, services.web.task.memory
""")
  void mistakesOfEveryKindAreSaidTogetherAndNothingElse(String mistakes, String where) {
    var document = OWN;
    for (var mistake : mistakes.split(" ; ", -1)) {
      var parts = mistake.split("=", 2);
      assertThat(document).contains(parts[0]);
      document = document.replaceFirst(parts[0], parts[1].replace("~", "\n"));
    }

    assertThat(said(document)).containsExactlyInAnyOrder(where.split(", ", -1));
  }

  @Test
  void mistakesOfEveryKindAreSaidTogetherInTheWordsOfADeploymentFile() {
    var file =
        text("canary-every-key.yml")
            .replace("privileged: false", "priviledged: false")
            .replace("weight: 60", "weight: 10")
            .replace("source_volume: cache", "source_volume: cash")
            .replace("{{fqdn[1]}}", "{{nobody}}");

    assertThat(said(file))
        .containsExactlyInAnyOrder(
            "service.containers[0].priviledged",
            "service.containers[0].environment[1].SITE",
            "service.containers[0].mount_points[0].source_volume",
            "canary.strategy[1].weight");
  }

  @Test
  void mistakesOfEveryKindAreSaidTogetherInTheWordsOfTheShortForm() {
    assertThat(
            said("cpu: 256\nmemory: 700\ncontainerPort: 0\ntasks: {production: {min: 4, max: 2}}"))
        .containsExactlyInAnyOrder("containerPort", "memory", "tasks.production");
  }

  @Test
  void mistakesOfEveryKindAreSaidTogetherInTheWordsOfCloudlift() {
    var configuration =
        """
        {"notifications_arn": "arn:aws:sns:eu-central-1:123456789012:alerts", "services": {
          "Web": {"memory_reservation": 1000, "command": null, "http_interfaces": {}, "fargate": {"cpu": 256, "memory": 4096},
            "http_interface": {"container_port": 80, "internal": false, "restrict_access_to": ["10.0.0.300/8"]}},
          "Jobs": {"memory_reservation": 1000, "command": null, "fargate": {"cpu": "many", "memory": 4096}}}}
        """;

    assertThat(said(configuration))
        .containsExactlyInAnyOrder(
            "services.Web.http_interfaces",
            "services.Web.http_interface.restrict_access_to[0]",
            "services.Web.fargate.memory",
            "services.Jobs.fargate.cpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service:\n  name: {{name}}\n", "service:\n  name: {{name}}-shop\n"})
  void aTemplateWithoutQuotesIsSaidWithItsPlace(String file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("a value that begins with {{ needs quotes")
        .hasMessageContaining("(line 2, column ");
  }

  private static List<String> said(String document) {
    return catchThrowableOfType(Rejected.class, () -> read(document)).faults().stream()
        .map(Rejected.Fault::path)
        .toList();
  }

  @Test
  void aParameterIsNoVariableOfTheContainerThatGetsIt() {
    var document =
        OWN.replace("- name: web", "- name: web\n          environment: {KEY: x}")
            + "parameters: {keys: [KEY]}\n";

    assertThatThrownBy(() -> read(document))
        .hasMessageContaining("parameters.keys[0]: container 'web' of service 'web' has this");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:eu-central-1:123456789012:deployed, true",
    "arn:aws:sns:eu-central-1:123456789012:de*, true",
    "arn:aws:sns:eu-central-1:123456789012:*, true",
    "arn:aws:sns:eu-central-1:123456789012:deploy, false",
    "arn:aws:sns:us-east-1:123456789012:*, false"
  })
  void onlyTopicsThatTheInstallationMayTellAreNamed(String topics, boolean allowed) {
    var here =
        new Surroundings(
            SeedsTest.HERE.accountId(), SeedsTest.HERE.region(), "prod", Optional.of(topics));
    var file =
        text("canary-every-key.yml")
            .replace(":failed", ":deployed")
            .getBytes(StandardCharsets.UTF_8);

    if (allowed) {
      assertThat(SpecificationReader.read(file, here).version()).isPresent();
    } else {
      assertThatThrownBy(() -> SpecificationReader.read(file, here))
          .isInstanceOf(Rejected.class)
          .hasMessageContaining(
              "canary.sns_topic_notifications.on_success: " + topics + " is allowed");
    }
  }

  @Test
  void theShortFormIsOneServiceOnFargate() {
    var specification = read("{\"cpu\": 512, \"containerPort\": 8080}").specification();

    assertThat(specification.primary().task().memory()).contains(1024);
    assertThat(specification.containerPort()).isEqualTo(8080);
  }

  @Test
  void anAnchorBombIsRefusedBeforeItIsBuilt() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 5; i++) {
      bomb.append(
          "a%d: &a%d [%s*a%d]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(9), i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString().replaceAll("\\*a0,", "")))
        .isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> read(bomb + "b: [" + "*a4,".repeat(40) + "*a4]\n"))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("at most 50 aliases are allowed");
  }

  @Test
  void depthSizeAndSecondDocumentsAreRefused() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(100_000)))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("at most 64 levels");
    assertThatThrownBy(() -> read("a".repeat(10_000_000)))
        .isInstanceOf(Rejected.class)
        .extracting(e -> ((Rejected) e).status())
        .isEqualTo(413);
    assertThatThrownBy(() -> read("a: 1\n---\na: 2\n"))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("one document is expected");
    assertThatThrownBy(() -> read("")).isInstanceOf(Rejected.class).hasMessageContaining("empty");
  }
}
