package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationStackTest {

  @Test
  void stacksAreNamedIgnoringCaseAndInOrder() {
    var stacks =
        ApplicationStack.of(
            new ApplicationName("MyDevOpsAPI"),
            List.of(Environment.PROD, Environment.TRAINING, Environment.DEV));

    assertThat(stacks)
        .extracting(ApplicationStack::name)
        .containsExactly(
            "slipway-mydevopsapi-images",
            "slipway-mydevopsapi-dev",
            "slipway-mydevopsapi-training",
            "slipway-mydevopsapi-production");
    assertThat(stacks.getLast().places()).containsExactly(Place.PROD1, Place.PROD2);
  }

  @Test
  void aTargetGroupsNameHasThirtyTwoCharactersAtMost() {
    var longest = new ApplicationName("a".repeat(ApplicationName.LONGEST));
    for (var place : Place.values()) {
      assertThat(new PlaceNames(longest, place).targetGroup()).hasSizeLessThanOrEqualTo(32);
    }
  }
}
