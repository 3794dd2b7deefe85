package io.slipway.domain;

import java.util.regex.Pattern;

/**
 * The tag of an image in a registry.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/image/tag/">the form of a tag</a>
 */
public record ImageTag(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  public ImageTag {
    if (!ALLOWED.matcher(value).matches()) {
      throw Rejected.invalid(
          "imageTag",
          "letters, digits, '.', '_' and '-', at most 128 characters, not beginning with '.' or '-',"
              + " are allowed, but got "
              + Quoted.of(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
