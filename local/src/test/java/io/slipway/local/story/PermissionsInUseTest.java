package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * No function may do more than it does. That none does more than it may is what local mode sees to,
 * in every story.
 */
final class PermissionsInUseTest {

  @Test
  void everythingThatAPolicyAllowsIsNeededSomewhere() {
    assertThat(Situations.all().unused()).isEmpty();
  }
}
