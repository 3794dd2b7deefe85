package io.slipway.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody wants to have built: a branch as it is now, a tag, or a commit.
 *
 * @param name of the branch or tag, or at least 7 digits of the commit
 */
public record SourceVersion(Kind kind, String name) {

  /** What a name is the name of. */
  public enum Kind {
    BRANCH,
    TAG,
    COMMIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST = 244;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|[0-9a-f]{64}");

  /**
   * What git refuses in the name of a branch or tag.
   *
   * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
   */
  private static final Pattern REFUSED =
      Pattern.compile(
          "[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[/.-]|/\\.|\\.lock(/|$)|[/.]$|^@$");

  public SourceVersion {
    if (kind == Kind.COMMIT) {
      name = name.toLowerCase(Locale.ROOT);
      if (!COMMIT.matcher(name).matches()) {
        throw Rejected.invalid(
            "commit",
            "a commit's hexadecimal digits, at least 7 of them, are allowed, but got "
                + Quoted.of(name));
      }
    } else if (name.isEmpty()
        || name.length() > LONGEST
        || REFUSED.matcher(name).find()
        || !name.codePoints().allMatch(Quoted::printable)) {
      throw Rejected.invalid(
          kind.toString(),
          "a name that git allows, at most "
              + LONGEST
              + " characters, is allowed, but got "
              + Quoted.of(name));
    }
  }

  public static SourceVersion branch(String name) {
    return new SourceVersion(Kind.BRANCH, name);
  }

  public static SourceVersion tag(String name) {
    return new SourceVersion(Kind.TAG, name);
  }

  /** A commit by its digits, or at least the first 7 of them. */
  public static SourceVersion commit(String digits) {
    return new SourceVersion(Kind.COMMIT, digits);
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
