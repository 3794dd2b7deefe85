package io.slipway.flow.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack.Kind;
import io.slipway.domain.OperationRef;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExistingStackTest {

  private static final OperationRef REF = new OperationRef("op2", new ApplicationName("Shop"), 2);

  @ParameterizedTest
  @CsvSource({
    "IMAGES, op2, Shop, BUSY, true",
    "ENVIRONMENT, op2, Shop, BUSY, true",
    "IMAGES, op1, shop, READY, true",
    "IMAGES, op1, shop, FAILED, false",
    "IMAGES, op1, cart, READY, false",
    "ENVIRONMENT, op1, Shop, READY, false",
    "PRODUCTION, op1, Shop, READY, false",
  })
  void onlyOwnStacksAndKeptImagesMayBeUsed(
      Kind kind, String madeBy, String application, StackState state, boolean may) {
    var stack =
        new Stack(
            "arn:x",
            "slipway-shop-x",
            state,
            state.name(),
            Map.of(Stack.OPERATION, madeBy, Stack.APPLICATION, application),
            Map.of(),
            Map.of());
    assertThat(ExistingStack.mayBeUsed(stack, kind, REF)).isEqualTo(may);
  }
}
