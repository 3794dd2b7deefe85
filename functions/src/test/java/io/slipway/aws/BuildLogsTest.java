package io.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildLogsTest {

  @Test
  void whatTerminalsObeyIsNotThere() {
    assertThat(
            BuildLogs.cleaned(
                "\u001b[31mred\u001b[0m \u001b]0;title\u0007a\tb\u0000\u202ec \u001b]8;;http://x\u001b\\link"))
        .isEqualTo("red a bc link");
  }

  @Test
  void whatLooksLikeATokenIsNotThere() {
    assertThat(
            BuildLogs.cleaned(
                "ghp_0123456789abcdefghij github_pat_0123456789abcdefghij glpat-0123456789abcdefghij"
                    + " AKIA0123456789ABCDEF https://ann:word@host/x"))
        .isEqualTo("*** *** *** *** https://***@host/x");
  }

  @Test
  void otherTextStays() {
    assertThat(BuildLogs.cleaned("Schritt 2/3: größer 🚢 ok"))
        .isEqualTo("Schritt 2/3: größer 🚢 ok");
  }
}
