package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceVersionTest {

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/a-b", "v1.0.0", "release@2", "größe", "a%b"})
  void whatGitAllowsIsAName(String name) {
    assertThat(SourceVersion.branch(name).name()).isEqualTo(name);
    assertThat(SourceVersion.tag(name).toString()).isEqualTo("tag " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a..b",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "[a",
        "a\\b",
        "/a",
        "a/",
        "a//b",
        ".a",
        "a/.b",
        "a.lock",
        "a.lock/b",
        "a.",
        "@",
        "a@{1}",
        "-a",
        "a\nb",
        "a\u202eb"
      })
  void whatGitRefusesIsNone(String name) {
    assertThatThrownBy(() -> SourceVersion.branch(name))
        .isInstanceOf(Rejected.class)
        .hasMessageStartingWith("branch: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "012345", "main", "0123456g", "dirty", "0123456-dirty"})
  void aCommitHasDigits(String name) {
    assertThatThrownBy(() -> SourceVersion.commit(name)).isInstanceOf(Rejected.class);
  }

  @Test
  void digitsAreLowerCase() {
    assertThat(SourceVersion.commit("ABCDEF0").name()).isEqualTo("abcdef0");
  }
}
