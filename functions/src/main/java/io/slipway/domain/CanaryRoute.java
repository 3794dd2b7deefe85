package io.slipway.domain;

import java.util.List;
import java.util.Optional;

/**
 * Which requests of customers go to the next release whatever its share is: those with a header, or
 * those with a cookie. Exactly one of the two is there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">
 *     Condition types for listener rules: three match evaluations a condition, five wildcards a
 *     rule</a>
 */
public record CanaryRoute(Optional<Header> header, Optional<Cookie> cookie) {

  /** Match evaluations of one condition. */
  public static final int MOST_VALUES = 3;

  /** Wildcards of one rule. */
  public static final int MOST_WILDCARDS = 5;

  /** Characters of a header's name. */
  public static final int LONGEST_NAME = 40;

  /** Characters of a value, or a regular expression, that a header's is compared with. */
  public static final int LONGEST_VALUE = 128;

  public CanaryRoute {
    if (header.isPresent() == cookie.isPresent()) {
      throw new IllegalArgumentException("a route goes by a header or by a cookie");
    }
  }

  public static CanaryRoute by(Header header) {
    return new CanaryRoute(Optional.of(header), Optional.empty());
  }

  public static CanaryRoute by(Cookie cookie) {
    return new CanaryRoute(Optional.empty(), Optional.of(cookie));
  }

  /** As people read it: {@code the header X-Canary: always}. */
  @Override
  public String toString() {
    return header
        .map(found -> "the header " + found.name() + ": " + String.join(" or ", found.values()))
        .orElseGet(() -> "the cookie " + cookie.orElseThrow());
  }

  /**
   * A header that a request has to have.
   *
   * @param name in any case
   * @param values of which one has to match, in any case; {@code *} stands for any characters,
   *     {@code ?} for one
   */
  public record Header(String name, List<String> values) {

    public Header {
      values = List.copyOf(values);
      if (!isName(name) || values.isEmpty() || values.size() > MOST_VALUES) {
        throw new IllegalArgumentException("not a header to go by: " + name);
      }
      if (!values.stream().allMatch(Header::isValue) || wildcards(values) > MOST_WILDCARDS) {
        throw new IllegalArgumentException("not values of a header: " + values);
      }
    }

    /** Whether {@code text} is a token (RFC 7230), and short enough for a condition. */
    public static boolean isName(String text) {
      return text.length() <= LONGEST_NAME && text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    /** Whether {@code text} is what a header may be compared with: printable, no backslash. */
    public static boolean isValue(String text) {
      return text.length() <= LONGEST_VALUE
          && text.matches("[!-\\[\\]-~](?:[ -\\[\\]-~]*[!-\\[\\]-~])?");
    }

    /** How many wildcards there are in {@code values}. */
    public static long wildcards(List<String> values) {
      return values.stream().flatMapToInt(String::chars).filter(c -> c == '*' || c == '?').count();
    }
  }

  /**
   * A cookie that a request has to have.
   *
   * @param name in its case
   * @param value all of it, in its case
   */
  public record Cookie(String name, String value) {

    public Cookie {
      if (!isName(name) || !isValue(value) || pattern(name, value).length() > LONGEST_VALUE) {
        throw new IllegalArgumentException("not a cookie to go by: " + name);
      }
    }

    /** Whether {@code text} is a cookie's name, without what means something in a pattern. */
    public static boolean isName(String text) {
      return text.matches("[A-Za-z0-9._-]+");
    }

    /** Whether {@code text} is a cookie's value, without what means something in a pattern. */
    public static boolean isValue(String text) {
      return text.matches("[A-Za-z0-9._~%:@/=!-]+");
    }

    /**
     * The regular expression that the header {@code Cookie} is held against. Wildcards could not
     * tell {@code canary=always} from {@code xcanary=always} and {@code canary=always2} with the
     * three of them that a condition has room for.
     */
    public String pattern() {
      return pattern(name, value);
    }

    /** As {@link #pattern()}, of a cookie that may be too long for one. */
    public static String pattern(String name, String value) {
      return "^(.*; *)?" + literal(name) + "=" + literal(value) + "( *;.*)?$";
    }

    private static String literal(String text) {
      return text.replace(".", "[.]");
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }
}
