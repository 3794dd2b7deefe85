package io.slipway.local.web;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.Scene;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.data.Changes;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class WebFrontTest {

  private static final Duration PROPAGATION = ofSeconds(30);

  private final Scene scene = new Scene(7, Changes.FORGOTTEN, PROPAGATION).live();
  private final WatchedTimeline time = new WatchedTimeline(scene.timeline);
  private WebFront front;

  @BeforeEach
  void serve() {
    scene.image("2.0.1", ImageBehaviour.HEALTHY);
    scene.deploy("prod2", "2.0.1");
    scene.scale("prod2", 2);
    scene.settle();
    front = WebFront.bind(0);
    front.serve(scene.account, time);
  }

  @AfterEach
  void stop() {
    front.close();
  }

  @Test
  void requestsAreSharedByWeight() throws IOException {
    scene.weights(90, 10);
    time.runFor(PROPAGATION);
    int next = 0;
    try (var wire = new Wire(front.port())) {
      for (int i = 0; i < 1000; i++) {
        next += wire.get(Scene.HOST, "/").release().equals("2.0.1") ? 1 : 0;
      }
    }

    assertThat(next).isBetween(70, 130);
  }

  @Test
  void keptConnectionsMoveToNewWeightsNodeByNode() throws IOException {
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        wires.add(new Wire(front.port()));
        assertThat(wires.getLast().get(Scene.HOST, "/").release()).isEqualTo("1.0.0");
      }
      scene.weights(0, 100);

      List<Integer> moved = new ArrayList<>();
      for (int i = 0; i <= 60; i++) {
        moved.add(served(wires, "2.0.1"));
        time.runFor(ofMillis(500));
      }

      assertThat(moved).isSorted().contains(4, 8).startsWith(4).endsWith(12);
      assertThat(moved.stream().distinct()).containsExactly(4, 8, 12);
    } finally {
      for (var wire : wires) {
        wire.close();
      }
    }
  }

  private static int served(List<Wire> wires, String release) throws IOException {
    int count = 0;
    for (var wire : wires) {
      count += wire.get(Scene.HOST, "/").release().equals(release) ? 1 : 0;
    }
    return count;
  }

  @Test
  void aTargetThatIsDeregisteredFinishesWhatItHasAndGetsNothingNew() throws Exception {
    List<Wire> slow = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      slow.add(new Wire(front.port()));
      slow.getLast().send("GET", Scene.HOST, "/?bytes=1000&over=20");
      assertThat(slow.getLast().head().status()).isEqualTo(200);
      assertThat(slow.getLast().take(100)).containsOnly('x');
    }
    // each is watched, and has its next part to come
    int scheduled = 8 + 8;
    time.awaitScheduled(scheduled);
    scene.scale("prod1", 1);
    time.runFor(ofSeconds(2));
    time.awaitScheduled(scheduled += 8);
    assertThat(scene.targets("prod1"))
        .anySatisfy(
            target -> assertThat(target.targetHealth().stateAsString()).isEqualTo("draining"));

    try (var wire = new Wire(front.port())) {
      var tasks = new ArrayList<String>();
      for (int i = 0; i < 20; i++) {
        tasks.add(wire.get(Scene.HOST, "/").json().path("task").asText());
      }
      assertThat(tasks.stream().distinct()).hasSize(1);
      scheduled += 20;
    }
    for (int part = 1; part <= 9; part++) {
      time.awaitScheduled(scheduled);
      time.runFor(ofSeconds(2));
      for (var wire : slow) {
        assertThat(wire.take(100)).containsOnly('x');
      }
      scheduled += part < 8 ? 8 : 0;
    }
    for (var wire : slow) {
      wire.close();
    }
  }

  @Test
  void aTaskThatHasEndedCutsOffWhatItHasAndRefusesConnections() throws Exception {
    int listens = portOfATask();
    try (var wire = new Wire(front.port())) {
      wire.send("GET", Scene.HOST, "/?bytes=1000&over=300");
      wire.head();
      scene.scale("prod1", 0);
      time.runFor(ofMinutes(1));

      assertThatThrownBy(() -> wire.take(1000)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> new Wire(listens).close()).isInstanceOf(ConnectException.class);
  }

  private int portOfATask() {
    var address = scene.targets("prod1").getFirst().target().id();
    return front.portOf(address).orElseThrow();
  }

  @Test
  void aRequestThatIsCutOffBeforeItsAnswerGets502() throws Exception {
    try (var wire = new Wire(front.port())) {
      wire.send("GET", Scene.HOST, "/?wait=50");
      time.awaitScheduled(2);
      scene.scale("prod1", 0);
      time.runFor(ofSeconds(45));

      assertThat(wire.reply().status()).isEqualTo(502);
    }
  }

  @Test
  void aTargetThatSaysNothingForAMinuteGets504() throws Exception {
    try (var wire = new Wire(front.port())) {
      wire.send("GET", Scene.HOST, "/?wait=61");
      time.awaitScheduled(2);
      time.runFor(ofMinutes(1));

      assertThat(wire.reply().status()).isEqualTo(504);
    }
  }

  @Test
  void aSlowAnswerComesWhenItsTimeHasCome() throws Exception {
    try (var wire = new Wire(front.port())) {
      wire.send("GET", Scene.HOST, "/?wait=59");
      time.awaitScheduled(2);
      time.runFor(ofSeconds(59));

      assertThat(wire.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aHostWithoutARuleGets404AndAGroupWithoutTargets503() throws IOException {
    try (var wire = new Wire(front.port())) {
      var unknown = wire.get("elsewhere.example.com", "/");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.headers()).containsEntry("server", "awselb/2.0");

      scene.scale("prod1", 0);
      time.runFor(ofMinutes(1));
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(503);
      assertThat(wire.get("SHOP-prod.example.com:80", "/").status()).isEqualTo(503);
    }
  }

  @Test
  void aTargetThatBreaksOffGets502AndItsConnectionIsNotUsedAgain() throws IOException {
    scene.image("broken", ImageBehaviour.CRASHING);
    scene.scale("prod2", 0);
    scene.weights(0, 100);
    time.runFor(ofMinutes(2));
    scene.deploy("prod2", "broken");
    scene.scale("prod2", 1);
    scene.timeline.runUntil(() -> !scene.targets("prod2").isEmpty(), ofMinutes(10));

    try (var wire = new Wire(front.port())) {
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(502);
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(502);
    }
  }

  @Test
  void whereAllTargetsAreSickTheyAnswerNevertheless() throws Exception {
    scene.account.makeUnhealthy("shop", "1.0.0", 2);
    try (var wire = new Wire(front.port())) {
      assertThat(wire.get(Scene.HOST, "/health").status()).isEqualTo(500);
      time.awaitQuiet();
      scene.timeline.runUntil(() -> scene.healthy("prod1") == 0, ofMinutes(5));

      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(500);
    }
  }

  @Test
  void headersOfOneConnectionStayThereAndTheBalancersAreAdded() throws IOException {
    try (var wire = new Wire(front.port())) {
      var reply =
          wire.get(
              Scene.HOST,
              "/a%20b?c=d&e",
              "Connection: keep-alive, X-Secret",
              "X-Secret: 1",
              "TE: trailers",
              "Proxy-Authorization: Basic x",
              "X-Forwarded-For: 10.0.0.9",
              "X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678",
              "X-Kept: yes");
      var json = reply.json();
      var headers = json.path("headers");

      assertThat(json.path("path").asText()).isEqualTo("/a%20b?c=d&e");
      assertThat(headers.propertyStream().map(java.util.Map.Entry::getKey))
          .contains("x-kept")
          .doesNotContain("x-secret", "te", "proxy-authorization", "connection", "via");
      assertThat(headers.path("host").asText()).isEqualTo(Scene.HOST);
      assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("10.0.0.9, 127.0.0.1");
      assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("http");
      assertThat(headers.path("x-forwarded-port").asInt()).isEqualTo(front.port());
      assertThat(headers.path("x-amzn-trace-id").asText())
          .matches("Self=1-\\p{XDigit}{8}-\\p{XDigit}{24};Root=1-67891233-.*");
      assertThat(reply.headers()).doesNotContainKeys("connection", "keep-alive", "via");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUploadArrivesWhole(boolean chunked) throws IOException {
    var bytes = new byte[3_000_000];
    new SplittableRandom(1).nextBytes(bytes);
    var crc = new CRC32();
    crc.update(bytes);
    try (var wire = new Wire(front.port())) {
      var length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + bytes.length;
      wire.send("PUT", Scene.HOST, "/up", length, "Expect: 100-continue");
      assertThat(wire.head().status()).isEqualTo(100);
      if (chunked) {
        wire.write(
            (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        wire.write(bytes);
        wire.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        wire.write(bytes);
      }
      var json = wire.reply().json();

      assertThat(json.path("received").asInt()).isEqualTo(bytes.length);
      assertThat(json.path("crc32").asLong()).isEqualTo(crc.getValue());
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerIsPassedOnAsItComes() throws Exception {
    try (var wire = new Wire(front.port())) {
      wire.send("GET", Scene.HOST, "/?bytes=50&over=20");

      assertThat(wire.head().headers()).containsEntry("content-length", "50");
      assertThat(wire.take(5)).containsOnly('x');
      time.awaitScheduled(2);
      time.runFor(ofSeconds(2));
      assertThat(wire.take(5)).containsOnly('x');
    }
  }

  @Test
  void targetsAnswersAreCountedForCloudWatchButNotTheBalancersOwn() throws Exception {
    try (var wire = new Wire(front.port())) {
      for (int i = 0; i < 5; i++) {
        wire.get(Scene.HOST, "/");
      }
      wire.send("GET", Scene.HOST, "/?wait=20");
      time.awaitScheduled(5 + 2);
      time.runFor(ofSeconds(20));
      assertThat(wire.reply().status()).isEqualTo(200);
      scene.account.makeUnhealthy("shop", "1.0.0", 2);
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(500);
      wire.get("elsewhere.example.com", "/");
    }
    time.awaitQuiet();
    time.runFor(ofMinutes(1));

    assertThat(metric("RequestCount", "Sum")).isEqualTo(7);
    assertThat(metric("HTTPCode_Target_5XX_Count", "Sum")).isEqualTo(1);
    assertThat(metric("TargetResponseTime", "p99")).isEqualTo(20);
  }

  private double metric(String name, String statistic) {
    var group = scene.groups.get("prod1");
    var now = scene.timeline.clock().instant();
    return scene
        .account
        .cloudWatch()
        .getMetricData(
            request ->
                request
                    .startTime(now.minusSeconds(600))
                    .endTime(now)
                    .metricDataQueries(
                        query ->
                            query
                                .id("q")
                                .metricStat(
                                    stat ->
                                        stat.period(600)
                                            .stat(statistic)
                                            .metric(
                                                metric ->
                                                    metric
                                                        .namespace("AWS/ApplicationELB")
                                                        .metricName(name)
                                                        .dimensions(
                                                            d ->
                                                                d.name("TargetGroup")
                                                                    .value(
                                                                        group.substring(
                                                                            group.indexOf(
                                                                                "targetgroup/"))),
                                                            d ->
                                                                d.name("LoadBalancer")
                                                                    .value("app/any"))))))
        .metricDataResults()
        .getFirst()
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  @Test
  void aRuleThatLooksAtAHeaderSendsItsRequestsElsewhere() throws IOException {
    var preview = scene.groups.get("prod2");
    scene
        .account
        .loadBalancers()
        .createRule(
            rule ->
                rule.listenerArn(scene.listenerArn)
                    .priority(5)
                    .conditions(
                        host -> host.field("host-header").values(Scene.HOST),
                        header ->
                            header
                                .field("http-header")
                                .httpHeaderConfig(c -> c.httpHeaderName("X-Preview").values("yes")))
                    .actions(a -> a.type("forward").targetGroupArn(preview)));

    try (var wire = new Wire(front.port())) {
      assertThat(wire.get(Scene.HOST, "/").release()).isEqualTo("1.0.0");
      assertThat(wire.get(Scene.HOST, "/", "X-Preview: Yes").release()).isEqualTo("2.0.1");
    }
  }

  @Test
  void aWishThatCannotBeFulfilledIsRefused() throws IOException {
    try (var wire = new Wire(front.port())) {
      assertThat(wire.get(Scene.HOST, "/?wait=301").status()).isEqualTo(400);
      assertThat(wire.get(Scene.HOST, "/?bytes=-1").body()).contains("bytes must be");
      assertThat(wire.get(Scene.HOST, "/?bytes=20000").body()).hasSize(20_000);
    }
  }

  @Test
  void aHeadHasTheHeadersOfItsGet() throws IOException {
    try (var wire = new Wire(front.port())) {
      wire.send("HEAD", Scene.HOST, "/?bytes=10");
      assertThat(wire.head().headers()).containsEntry("content-length", "10");
      wire.send("HEAD", "elsewhere.example.com", "/");
      assertThat(wire.head().status()).isEqualTo(404);
      assertThat(wire.get(Scene.HOST, "/").status()).isEqualTo(200);
    }
  }

  @Test
  void connectionsToATaskThatIsToldToEndAreClosedOnceTheyAreIdle() throws Exception {
    int listens = portOfATask();
    try (var wire = new Wire(listens)) {
      assertThat(wire.get("direct", "/").status()).isEqualTo(200);
      scene.scale("prod1", 0);
      time.runFor(ofSeconds(40));

      assertThat(wire.ended()).isTrue();
    }
  }
}
