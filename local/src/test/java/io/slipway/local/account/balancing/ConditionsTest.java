package io.slipway.local.account.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class ConditionsTest {

  private static final Incoming REQUEST =
      new Incoming(
          "POST",
          "Shop-prod.Example.com",
          "/Cart/42",
          "page=2&Sort=Up%20wards",
          Map.of("x-canary", List.of("no", "Yes"), "cookie", List.of("a=1; canary=always; b=2")));

  @ParameterizedTest
  @CsvSource({
    "host-header, shop-prod.example.com, true",
    "host-header, *.EXAMPLE.com, true",
    "host-header, shop-pro?.example.com, true",
    "host-header, shop.example.com, false",
    "path-pattern, /Cart/*, true",
    "path-pattern, /cart/*, false",
    "path-pattern, /Cart/??, true",
    "path-pattern, /Cart/?, false",
  })
  void hostsIgnoreCaseAndPathsDoNot(String field, String value, boolean holds) {
    var condition = RuleCondition.builder().field(field).values(value).build();

    assertThat(Conditions.hold(List.of(condition), REQUEST)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Canary, yes, true",
    "x-canary, y?s, true",
    "X-Canary, never, false",
    "Cookie, *canary=always*, true",
    "Cookie, canary=always, false",
    "X-Other, *, false",
  })
  void oneOfAHeadersValuesMustMatch(String name, String value, boolean holds) {
    var condition =
        RuleCondition.builder()
            .field("http-header")
            .httpHeaderConfig(header -> header.httpHeaderName(name).values(value))
            .build();

    assertThat(Conditions.hold(List.of(condition), REQUEST)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"page, 2, true", "sort, up wards, true", "page, 3, false", ", up*, true"})
  void aQueryIsMatchedByItsPairs(String key, String value, boolean holds) {
    var condition =
        RuleCondition.builder()
            .field("query-string")
            .queryStringConfig(query -> query.values(pair -> pair.key(key).value(value)))
            .build();

    assertThat(Conditions.hold(List.of(condition), REQUEST)).isEqualTo(holds);
  }

  @Test
  void allConditionsOfARuleMustHold() {
    var post =
        RuleCondition.builder()
            .field("http-request-method")
            .httpRequestMethodConfig(method -> method.values("PUT", "POST"))
            .build();
    var elsewhere = RuleCondition.builder().field("host-header").values("elsewhere").build();

    assertThat(Conditions.hold(List.of(post), REQUEST)).isTrue();
    assertThat(Conditions.hold(List.of(post, elsewhere), REQUEST)).isFalse();
  }

  @Test
  void aConditionThatIsNotModelledIsRefused() {
    var condition = RuleCondition.builder().field("source-ip").values("10.0.0.0/8").build();

    assertThatThrownBy(() -> Conditions.requireKnown(condition))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("source-ip");
  }
}
