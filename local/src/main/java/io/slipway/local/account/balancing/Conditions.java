package io.slipway.local.account.balancing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * Matches a rule's conditions, of which all must hold, each by one of its values (ALB user guide,
 * "Condition types for listener rules"): hosts, headers' values and query strings ignore case,
 * methods and paths do not; {@code *} stands for any characters, {@code ?} for one. A header may be
 * held against regular expressions instead, which have to match all of it, in its case.
 */
final class Conditions {

  private Conditions() {}

  static boolean hold(List<RuleCondition> conditions, Incoming request) {
    return conditions.stream().allMatch(condition -> holds(condition, request));
  }

  private static boolean holds(RuleCondition condition, Incoming request) {
    return switch (condition.field()) {
      case "host-header" -> any(hosts(condition), request.host(), true);
      case "path-pattern" -> any(paths(condition), request.path(), false);
      case "http-request-method" ->
          condition.httpRequestMethodConfig().values().contains(request.method());
      case "http-header" -> {
        var wanted = condition.httpHeaderConfig();
        yield request.header(wanted.httpHeaderName()).stream()
            .anyMatch(
                value ->
                    any(wanted.values(), value, true)
                        || wanted.regexValues().stream()
                            .anyMatch(regex -> Pattern.matches(regex, value)));
      }
      case "query-string" ->
          condition.queryStringConfig().values().stream()
              .anyMatch(pair -> queryHas(request.query(), pair));
      default -> throw notModelled(condition);
    };
  }

  /** Refuses what {@link #hold} does not know. */
  static void requireKnown(RuleCondition condition) {
    switch (condition.field()) {
      case "host-header", "path-pattern", "http-request-method", "http-header", "query-string" -> {}
      default -> throw notModelled(condition);
    }
  }

  private static UnsupportedOperationException notModelled(RuleCondition condition) {
    return new UnsupportedOperationException(
        "conditions of the field '" + condition.field() + "' are not modelled");
  }

  static List<String> hosts(RuleCondition condition) {
    if (!"host-header".equals(condition.field())) {
      return List.of();
    }
    return condition.hostHeaderConfig() != null && condition.hostHeaderConfig().hasValues()
        ? condition.hostHeaderConfig().values()
        : condition.values();
  }

  static List<String> paths(RuleCondition condition) {
    return condition.pathPatternConfig() != null && condition.pathPatternConfig().hasValues()
        ? condition.pathPatternConfig().values()
        : condition.values();
  }

  private static boolean queryHas(String query, QueryStringKeyValuePair wanted) {
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      var key = equals < 0 ? "" : decoded(pair.substring(0, equals));
      var value = decoded(pair.substring(equals + 1));
      boolean sameKey = wanted.key() == null || matches(wanted.key(), key, true);
      if (!pair.isEmpty() && sameKey && matches(wanted.value(), value, true)) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static boolean any(List<String> patterns, String text, boolean ignoringCase) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, text, ignoringCase));
  }

  private static boolean matches(String pattern, String text, boolean ignoringCase) {
    if (ignoringCase) {
      return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), false);
    }
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return pattern.equals(text);
    }
    var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }
}
