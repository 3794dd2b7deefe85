package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions on regular expressions where the library answers otherwise than the service. */
final class PatternFunctions {

  static final Map<String, LibraryFunction.Body> BODIES =
      Map.of(
          "match", (context, given) -> matches((String) given.get(0), given.get(1), given.get(2)),
          "contains", (context, given) -> contains((String) given.get(0), given.get(1)),
          "split", (context, given) -> split((String) given.get(0), given.get(1), given.get(2)),
          "replace",
              (context, given) ->
                  replaced((String) given.get(0), given.get(1), given.get(2), given.get(3)));

  private PatternFunctions() {}

  /** Calls a function of the expression. */
  static Object applied(Object function, Object... arguments) {
    try {
      return Functions.funcApply(function, new ArrayList<>(List.of(arguments)));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A regular expression as the function it is; any other value as it stands. */
  static Object callable(Object value) {
    return value instanceof Pattern pattern
        ? new Jsonata.JFunction((context, given) -> firstMatch(pattern, given.getFirst()), "<x>")
        : value;
  }

  private static Object firstMatch(Pattern pattern, Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    var matcher = pattern.matcher(text);
    return found(matcher) ? match(matcher) : null;
  }

  private static Map<String, Object> match(Matcher matcher) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("match", matcher.group());
    match.put("start", matcher.start());
    match.put("end", matcher.end());
    match.put("groups", groups(matcher));
    return match;
  }

  private static boolean found(Matcher matcher) {
    boolean found = matcher.find();
    if (found && matcher.start() == matcher.end()) {
      throw new JException("D1004: Regular expression matches zero length string", -1);
    }
    return found;
  }

  private static Pattern pattern(Object given) {
    if (given instanceof Pattern pattern) {
      return pattern;
    }
    throw new IllegalArgumentException("a function cannot stand for a regular expression");
  }

  /** How often at most; negative ones are refused. */
  private static int limit(Object given, String refusal) {
    if (given == null) {
      return Integer.MAX_VALUE;
    }
    double limit = ((Number) given).doubleValue();
    if (limit < 0) {
      throw new JException(refusal, -1);
    }
    return (int) Math.ceil(limit);
  }

  private static List<Object> groups(Matcher matcher) {
    List<Object> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    return groups;
  }

  private static Object matches(String text, Object regex, Object most) {
    if (text == null) {
      return null;
    }
    int limit =
        limit(most, "D3040: Third argument of match function must evaluate to a positive number");
    var matches = Utils.createSequence();
    var matcher = pattern(regex).matcher(text);
    while (matches.size() < limit && found(matcher)) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", groups(matcher));
      matches.add(match);
    }
    return matches;
  }

  private static Object contains(String text, Object token) {
    if (text == null) {
      return null;
    }
    return token instanceof String part ? text.contains(part) : found(pattern(token).matcher(text));
  }

  private static Object split(String text, Object separator, Object most) {
    if (text == null) {
      return null;
    }
    int limit =
        limit(most, "D3020: Third argument of split function must evaluate to a positive number");
    if (separator instanceof String token) {
      int whole = most == null ? Integer.MAX_VALUE : ((Number) most).intValue();
      return parts(text, Pattern.compile(Pattern.quote(token)), whole, token.isEmpty());
    }
    return parts(text, pattern(separator), limit, false);
  }

  private static List<Object> parts(String text, Pattern separator, int limit, boolean each) {
    List<Object> parts = new ArrayList<>();
    if (each) {
      text.codePoints().limit(limit).forEach(character -> parts.add(Character.toString(character)));
      return parts;
    }
    var matcher = separator.matcher(text);
    int from = 0;
    while (parts.size() < limit && found(matcher)) {
      parts.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    if (parts.size() < limit) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static Object replaced(String text, Object sought, Object replacement, Object most) {
    if (text == null) {
      return null;
    }
    if ("".equals(sought)) {
      throw new JException(
          "D3010: Second argument of replace function cannot be an empty string", -1);
    }
    int limit =
        limit(
            most, "D3011: Fourth argument of replace function must evaluate to a positive number");
    boolean literal = sought instanceof String;
    var matcher =
        (literal ? Pattern.compile(Pattern.quote((String) sought)) : pattern(sought)).matcher(text);
    var replaced = new StringBuilder();
    int from = 0;
    for (int count = 0; count < limit && found(matcher); count++) {
      replaced.append(text, from, matcher.start());
      replaced.append(literal ? plain(replacement) : substitute(matcher, replacement));
      from = matcher.end();
    }
    return replaced.append(text.substring(from)).toString();
  }

  /** Beside a literal text the replacement is one, too. */
  private static String plain(Object replacement) {
    if (replacement instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a function replaces matches of a regular expression only");
  }

  private static String substitute(Matcher matcher, Object replacement) {
    if (replacement instanceof String template) {
      return filled(template, matcher);
    }
    if (applied(replacement, match(matcher)) instanceof String text) {
      return text;
    }
    throw new JException(
        "D3012: Attempted to replace a matched string with a non-string value", -1);
  }

  /** {@code $$} is a dollar, {@code $0} the match, {@code $1} a group, any other dollar itself. */
  private static String filled(String template, Matcher matcher) {
    var filled = new StringBuilder();
    for (int at = 0; at < template.length(); at++) {
      char next = at + 1 < template.length() ? template.charAt(at + 1) : '\0';
      if (template.charAt(at) != '$') {
        filled.append(template.charAt(at));
      } else if (next == '$') {
        filled.append('$');
        at++;
      } else if (Character.isDigit(next)) {
        int digits = digits(template, at + 1, matcher.groupCount());
        int group = Integer.parseInt(template.substring(at + 1, at + 1 + digits));
        var value = group <= matcher.groupCount() ? matcher.group(group) : null;
        filled.append(value == null ? "" : value);
        at += digits;
      } else {
        filled.append('$');
      }
    }
    return filled.toString();
  }

  /** As many digits as name a group that there is, and one at least. */
  private static int digits(String template, int from, int groups) {
    int digits = 1;
    int most = String.valueOf(groups).length();
    while (digits < most
        && from + digits < template.length()
        && Character.isDigit(template.charAt(from + digits))
        && template.charAt(from) != '0'
        && Integer.parseInt(template.substring(from, from + digits + 1)) <= groups) {
      digits++;
    }
    return digits;
  }
}
