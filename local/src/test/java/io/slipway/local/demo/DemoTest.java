package io.slipway.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.account.Answer;
import io.slipway.local.account.Invariants;
import io.slipway.local.demo.Applications.Served;
import io.slipway.local.http.HttpFront;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Traffic traffic;
  private boolean asTold;

  @Test
  void theStoryGoesAsToldAndIsShownInPlainLines() {
    try (var slipway = Setup.virtual().start()) {
      play(slipway, served -> served);

      assertThat(asTold).as(text()).isTrue();
      assertThat(traffic.failures()).isEmpty();
      assertThat(share("Canary to 2.0.1:  10 %", "1.0.0", "2.0.1")).isBetween(0.03, 0.25);
      assertThat(share("Canary to 2.0.1:  60 %", "1.0.0", "2.0.1")).isBetween(0.4, 0.8);
      assertThat(share("Canary to 2.0.1: 100 %", "1.0.0", "2.0.1")).isGreaterThan(0.9);
      assertThat(share("Back to 1.0.0", "2.0.1", "1.0.0")).isGreaterThan(0.9);
      assertThat(share("Forth to 2.0.1", "1.0.0", "2.0.1")).isGreaterThan(0.9);
      assertThat(share("Canary to 2.0.2:  10 %", "2.0.1", "2.0.2")).isBetween(0.03, 0.25);
      assertThat(share("2.0.1 is live still", "2.0.2", "2.0.1")).isEqualTo(1);
      assertThat(traffic.releases()).containsExactly("1.0.0", "2.0.1", "2.0.2");
      assertThat(text())
          .contains("ROLLED_BACK, as it should")
          .contains("2.0.2-rc1 was not deployed to prod2")
          .contains("All went as told")
          .doesNotContain("\033", "\r", "\t");
      assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));

      assertThat(slipway.call("GET", "/stacks/Cats", "").status()).isEqualTo(404);
      assertThat(slipway.account().hosts()).isEmpty();
      assertThat(slipway.account().images().list()).isEmpty();
      assertThat(Invariants.check(slipway.account(), Optional.of(Set.of()))).isEmpty();
    }
  }

  @Test
  void aRequestThatFailsIsToldAndCostsTheVerdict() {
    try (var slipway = Setup.virtual().start()) {
      play(slipway, new FailedOnce());
    }

    assertThat(asTold).isFalse();
    assertThat(text()).contains("Not all went as told").contains("1 got 500 of 2.0.1");
  }

  @Test
  void whatComesOutOtherwiseEndsTheStory() {
    try (var slipway = Setup.virtual().start()) {
      slipway.call(
          "POST", "/stacks", "{\"applicationName\": \"CATS\", \"email\": \"a@example.com\"}");

      play(slipway, served -> served);
    }

    assertThat(asTold).isFalse();
    assertThat(text()).contains("Not as told: 409 ").doesNotContain("2  Deploy 1.0.0");
  }

  /** The part of the requests to both that {@code release} served. */
  private double share(String phase, String other, String release) {
    var count = traffic.phases().get(phase);
    assertThat(count).as(phase + " of " + traffic.phases().keySet()).isNotNull();
    assertThat(count.served(other) + count.served(release)).isEqualTo(count.all());
    return (double) count.served(release) / count.all();
  }

  private void play(LocalSlipway slipway, UnaryOperator<Served> change) {
    var lock = new Object();
    try (var front = HttpFront.bind(0)) {
      front.serve(
          request -> {
            synchronized (lock) {
              return slipway.answer(request);
            }
          });
      var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
      var screen = new Screen(out, Optional.empty(), true);
      var origin = URI.create("http://127.0.0.1:" + front.port());
      Applications applications =
          (host, requests) -> {
            synchronized (lock) {
              return Stream.generate(() -> slipway.account().request(host))
                  .limit(requests)
                  .map(DemoTest::served)
                  .map(change)
                  .toList();
            }
          };
      var demo = new Demo(slipway, origin, applications, Path.of(""), screen);
      asTold = demo.play();
      traffic = demo.traffic();
    }
  }

  private static Served served(Answer answer) {
    return new Served(answer.status(), answer.release() == null ? "" : answer.release());
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** One customer of 2.0.1 gets an error. */
  private static final class FailedOnce implements UnaryOperator<Served> {

    private boolean done;

    @Override
    public Served apply(Served served) {
      if (done || !served.release().equals("2.0.1")) {
        return served;
      }
      done = true;
      return new Served(500, served.release());
    }
  }
}
