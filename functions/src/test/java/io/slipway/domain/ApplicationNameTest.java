package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "MyDevOpsAPI", "shop-2", "abcdefghijklmnopqrstuvwx"})
  void isALetterThenLettersDigitsAndSingleHyphens(String name) {
    assertThat(new ApplicationName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1shop",
        "-shop",
        "shop-",
        "shop--api",
        "shop_api",
        "shop api",
        "shop.api",
        "abcdefghijklmnopqrstuvwxy",
        "shöp",
        "ѕhop",
        "shop\n",
        "{{resolve:ssm:x}}",
        "${AWS::StackId}"
      })
  void anythingElseIsRefusedNamingTheField(String name) {
    assertThatThrownBy(() -> new ApplicationName(name))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.status()).isEqualTo(400))
        .hasMessageStartingWith("applicationName: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop", "SHOP", "shop"})
  void comparesWithoutCaseAndKeepsIt(String name) {
    assertThat(new ApplicationName(name).key()).isEqualTo("shop");
    assertThat(new ApplicationName(name)).hasToString(name);
  }
}
