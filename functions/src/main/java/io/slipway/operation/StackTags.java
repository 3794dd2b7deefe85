package io.slipway.operation;

import io.slipway.domain.FreeText;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tags that a caller wants on the resources of an application, as far as every service that the
 * application needs takes them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">
 *     50 tags, keys of 128 and values of 256 characters; IAM compares keys ignoring case</a>
 */
final class StackTags {

  /** CloudFormation takes 50 on a stack, and some of them are ours. */
  private static final int MOST = 40;

  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private StackTags() {}

  /**
   * Holds tags against AWS's limits.
   *
   * @throws Rejected 400, naming the tag and what is allowed
   */
  static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw Rejected.invalid("tags", "at most " + MOST + " are allowed, but got " + tags.size());
    }
    var seen = new HashSet<String>();
    tags.forEach(
        (key, value) -> {
          checkKey(key);
          if (!seen.add(key.toLowerCase(Locale.ROOT))) {
            throw Rejected.invalid(
                "tags", "keys must differ in more than case, but got twice " + Quoted.of(key));
          }
          checkText("tags." + Quoted.of(key), value, LONGEST_VALUE);
        });
  }

  private static void checkKey(String key) {
    var field = "tags (key " + Quoted.of(key) + ")";
    if (key.isBlank()) {
      throw Rejected.invalid(field, "a key needs at least one letter, digit or sign");
    }
    var lower = key.toLowerCase(Locale.ROOT);
    if (lower.startsWith("aws:") || lower.startsWith("slipway:")) {
      throw Rejected.invalid(field, "keys beginning with aws: or slipway: are reserved");
    }
    checkText(field, key, LONGEST_KEY);
  }

  private static void checkText(String field, String text, int longest) {
    FreeText.checked(field, text, longest);
    if (!ALLOWED.matcher(text).matches()) {
      throw Rejected.invalid(
          field,
          "letters, digits, spaces and _ . : / = + - @ are allowed, but got " + Quoted.of(text));
    }
  }
}
