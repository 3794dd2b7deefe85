package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.slipway.local.Setup;
import io.slipway.local.lambda.HandlerFactory;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** Lambda may run a function twice for one event; every step leaves the same behind. */
final class TwiceTest {

  @Test
  void everyStepOfACreationAndADeletionMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      var created = scenario.createStack("shop").finish();
      assertThat(created.outcome()).as(created.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).hasSize(6);
      assertThat(scenario.inventory("shop")).hasSize(6);

      var deleted = scenario.deleteStack("shop", true).finish();
      assertThat(deleted.outcome()).as(deleted.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
    }
  }

  @Test
  void everyStepOfACreationThatFailsMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");

      var run = scenario.createStack("shop").finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("no capacity", "is free");
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
    }
  }

  /** The first answer is lost; API functions run once, since a second request is another one. */
  private static HandlerFactory twice() {
    return (function, platform) -> {
      var handler = HandlerFactory.byConstructor(function, platform);
      if (!function.handlerClass().startsWith("io.slipway.flow.")) {
        return handler;
      }
      RequestStreamHandler repeated =
          (in, out, context) -> {
            var event = in.readAllBytes();
            handler.handleRequest(
                new ByteArrayInputStream(event), OutputStream.nullOutputStream(), context);
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
          };
      return repeated;
    };
  }
}
