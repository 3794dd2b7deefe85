package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryRouteTest {

  private static final Pattern COOKIE =
      Pattern.compile(new CanaryRoute.Cookie("__Host-canary", "v1.0:a/b=").pattern());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-canary=v1.0:a/b=",
        "a=1; __Host-canary=v1.0:a/b=",
        "__Host-canary=v1.0:a/b=; a=1",
        "a=1; __Host-canary=v1.0:a/b=; c=2",
        "a=1;__Host-canary=v1.0:a/b= ;c=2"
      })
  void aCookieIsFoundWhereverItStands(String header) {
    assertThat(COOKIE.matcher(header).matches()).isTrue();
    assertThat(COOKIE.matcher(header).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x__Host-canary=v1.0:a/b=",
        "__Host-canary=v1.0:a/b=2",
        "__Host-canary=v1x0:a/b=",
        "__host-canary=v1.0:a/b=",
        "a=__Host-canary=v1.0:a/b=",
        "a=1; x__Host-canary=v1.0:a/b=; c=2",
        "__Host-canary=2; a=v1.0:a/b=",
        ""
      })
  void anotherCookieIsNotTakenForIt(String header) {
    assertThat(COOKIE.matcher(header).find()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "team-*", "a b", "!\"#$%&'()+,./:;<=>@[]^_`{|}~-", "*", "?"})
  void aHeaderIsComparedWithPrintableText(String value) {
    assertThat(CanaryRoute.Header.isValue(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a ", "a\\*", "ü", "a\tb", "a\r\nb", "a\u0000", "a\u007f"})
  void otherTextIsNoValue(String value) {
    assertThat(CanaryRoute.Header.isValue(value)).isFalse();
    assertThatThrownBy(() -> new CanaryRoute.Header("X-Canary", List.of(value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAListenerRuleHasNoRoomForIsRefused() {
    assertThat(CanaryRoute.Header.isName("X".repeat(40))).isTrue();
    assertThat(CanaryRoute.Header.isName("X".repeat(41))).isFalse();
    assertThat(CanaryRoute.Header.isValue("v".repeat(128))).isTrue();
    assertThat(CanaryRoute.Header.isValue("v".repeat(129))).isFalse();
    assertThatThrownBy(() -> new CanaryRoute.Header("X", Collections.nCopies(4, "v")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CanaryRoute.Header("X", List.of("*?*?", "??")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CanaryRoute.Cookie("c", ".".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CanaryRoute(Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
