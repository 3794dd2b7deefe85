package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSplitTest {

  @ParameterizedTest
  @CsvSource({
    "0,4,1", "1,4,1", "25,4,1", "26,4,2", "50,4,2", "60,4,3", "100,4,4", "10,1,1", "100,0,1"
  })
  void aShareNeedsItsPartOfTheTasksRoundedUpAndAtLeastOne(int percent, int tasks, int needed) {
    assertThat(new TrafficSplit(percent).tasksFor(tasks)).isEqualTo(needed);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void aShareOutsideZeroToHundredCannotExist(int percent) {
    assertThatThrownBy(() -> new TrafficSplit(percent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + percent);
  }
}
