package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void allAreSaidAtOnceAndTheMessageNamesTheFirst() {
    var refused = refused(25);

    assertThat(refused.faults()).hasSize(25);
    assertThat(refused).hasMessageStartingWith("field0: wrong; field1: wrong; ");
    assertThat(refused).hasMessageEndingWith("field19: wrong; and 5 more");
  }

  @Test
  void whatIsTooMuchForOneAnswerIsCounted() {
    var refused = refused(130);

    assertThat(refused.faults()).hasSize(100);
    assertThat(refused).hasMessageEndingWith("field19: wrong; and 110 more");
  }

  @Test
  void theyAreCountedAlikeAsAPartOfARequest() {
    var refused = refused(130).under("specification");

    assertThat(refused.faults().getFirst().path()).isEqualTo("specification.field0");
    assertThat(refused).hasMessageEndingWith("specification.field19: wrong; and 110 more");
  }

  @Test
  void nothingWrongIsNotRefused() {
    new Problems().refuse();
  }

  private static Rejected refused(int count) {
    var problems = new Problems();
    IntStream.range(0, count).forEach(i -> problems.add("field" + i, "wrong"));
    return catchThrowableOfType(Rejected.class, problems::refuse);
  }
}
