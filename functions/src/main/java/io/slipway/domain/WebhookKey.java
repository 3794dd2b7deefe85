package io.slipway.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms of webhooks' secrets. GitHub takes any text as it is; GitLab's signing tokens are 32
 * bytes in base64 after {@code whsec_}.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks, whose form of secrets GitLab's is</a>
 */
public final class WebhookKey {

  /** How many random bytes a secret is made of. */
  public static final int BYTES = 32;

  private static final String SIGNING_TOKEN = "whsec_";
  private static final Pattern PLAIN = Pattern.compile("[!-~]{32,200}");

  private WebhookKey() {}

  /** The secret that is made of random bytes. */
  public static Secret of(Provider provider, byte[] random) {
    return new Secret(
        switch (provider) {
          case GITHUB -> HexFormat.of().formatHex(random);
          case GITLAB -> SIGNING_TOKEN + Base64.getEncoder().encodeToString(random);
        });
  }

  /** The key that a provider signs with. */
  public static byte[] bytes(Provider provider, Secret secret) {
    return switch (provider) {
      case GITHUB -> secret.value().getBytes(StandardCharsets.UTF_8);
      case GITLAB -> Base64.getDecoder().decode(secret.value().substring(SIGNING_TOKEN.length()));
    };
  }

  /** What is wrong with a secret that a caller has brought, without a word of it. */
  public static Optional<String> fault(Provider provider, Secret secret) {
    boolean allowed =
        switch (provider) {
          case GITHUB -> PLAIN.matcher(secret.value()).matches();
          case GITLAB -> isSigningToken(secret.value());
        };
    return allowed
        ? Optional.empty()
        : Optional.of(
            switch (provider) {
              case GITHUB -> "32 to 200 printable ASCII characters without spaces are allowed";
              case GITLAB -> "whsec_ and then 32 bytes in base64 are allowed, as GitLab makes it";
            });
  }

  private static boolean isSigningToken(String text) {
    try {
      return text.startsWith(SIGNING_TOKEN)
          && bytes(Provider.GITLAB, new Secret(text)).length == BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
