package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, mains, false",
    "main, xmain, false",
    "v*, v2.0.1, true",
    "v*, v, true",
    "v*, 2.0, false",
    "v?.?, v2.0, true",
    "v?.?, v2.10, false",
    "feature/*, feature/login, true",
    "feature/*, feature/login/form, false",
    "feature/**, feature/login/form, true",
    "**/*.md, docs/a.md, true",
    "**/*.md, README.md, false",
    "**.md, README.md, true",
    "src/**/Main.java, src/a/b/Main.java, true",
    "src/**/Main.java, src/a/b/Other.java, false",
    "*a*b*/c**d, xaxxbx/c//d, true",
    "*, a/b, false",
    "**, a/b, true",
    "a.c, abc, false",
    "[a], a, false",
    "$default, $default, true",
    "?, /, false",
  })
  void theWholeTextIsOfThePatternOrNot(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void thePatternOfAnAttackerTakesNoLongerThanAnyOther() {
    var pattern = new Glob("*a".repeat(100));
    var text = "a".repeat(4000) + "b";

    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(pattern.matches(text)).isFalse());
  }

  @Test
  void aPatternHasABound() {
    assertThatThrownBy(() -> new Glob("a".repeat(201))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> new Glob("")).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> new Glob("a\u202eb")).isInstanceOf(Rejected.class);
  }
}
