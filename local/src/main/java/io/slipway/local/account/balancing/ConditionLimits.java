package io.slipway.local.account.balancing;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HttpHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * How much a rule's conditions may say (ALB user guide, "Condition types for listener rules" and
 * quotas; API reference, HttpHeaderConditionConfig): three values a condition, five values and five
 * wildcards a rule, names of headers up to 40 characters, values up to 128.
 */
final class ConditionLimits {

  private static final int MOST_A_CONDITION = 3;
  private static final int MOST_A_RULE = 5;
  private static final int MOST_WILDCARDS = 5;
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 128;

  private ConditionLimits() {}

  static void require(List<RuleCondition> conditions) {
    for (var condition : conditions) {
      if (texts(condition).count() > MOST_A_CONDITION) {
        throw BalancingErrors.validation("A condition can only have '3' values");
      }
      if (condition.httpHeaderConfig() != null) {
        require(condition.httpHeaderConfig());
      }
    }
    if (conditions.stream().flatMap(ConditionLimits::texts).count() > MOST_A_RULE) {
      throw BalancingErrors.validation("A rule can only have '5' condition values");
    }
    long wildcards =
        conditions.stream()
            .flatMap(ConditionLimits::patterns)
            .flatMapToInt(String::chars)
            .filter(c -> c == '*' || c == '?')
            .count();
    if (wildcards > MOST_WILDCARDS) {
      throw BalancingErrors.validation("A rule can only have '5' condition wildcards");
    }
  }

  private static void require(HttpHeaderConditionConfig header) {
    var name = header.httpHeaderName();
    if (name == null
        || name.length() > LONGEST_NAME
        || !name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
        || name.equalsIgnoreCase("host")) {
      throw BalancingErrors.validation("The HTTP header name '" + name + "' is not valid");
    }
    if (header.hasValues() == header.hasRegexValues()) {
      throw BalancingErrors.validation("You must specify either values or regex values");
    }
    for (var text : header.hasValues() ? header.values() : header.regexValues()) {
      if (text.isEmpty() || text.length() > LONGEST_VALUE || !text.matches("[ -~]+")) {
        throw BalancingErrors.validation("The condition value '" + text + "' is not valid");
      }
    }
  }

  private static Stream<String> texts(RuleCondition condition) {
    var header = condition.httpHeaderConfig();
    return header != null && header.hasRegexValues()
        ? header.regexValues().stream()
        : patterns(condition);
  }

  /** What may have wildcards; a query's keys and values count as one text. */
  private static Stream<String> patterns(RuleCondition condition) {
    return switch (condition.field()) {
      case "host-header" -> Conditions.hosts(condition).stream();
      case "path-pattern" -> Conditions.paths(condition).stream();
      case "http-header" -> condition.httpHeaderConfig().values().stream();
      case "http-request-method" -> condition.httpRequestMethodConfig().values().stream();
      case "query-string" ->
          condition.queryStringConfig().values().stream().map(pair -> pair.key() + pair.value());
      default -> Stream.empty();
    };
  }
}
