package io.slipway.local.account.registry;

import java.util.regex.Pattern;

/**
 * An image reference taken apart: {@code [registry/]repository[:tag][@digest]}.
 *
 * @param registry the host; {@code docker.io} where none is named
 * @param tag null where none is named and a digest is; {@code latest} where neither is
 * @param digest null where none is named
 */
record ImageReference(String registry, String repository, String tag, String digest) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<registry>[^/]*[.:][^/]*|localhost)/)?(?<repository>[^:@]+)"
              + "(?::(?<tag>[^@]+))?(?:@(?<digest>.+))?");

  static ImageReference of(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return new ImageReference("docker.io", text, "latest", null);
    }
    var registry = match.group("registry");
    var digest = match.group("digest");
    var tag = match.group("tag");
    return new ImageReference(
        registry == null ? "docker.io" : registry,
        match.group("repository"),
        tag == null && digest == null ? "latest" : tag,
        digest);
  }
}
