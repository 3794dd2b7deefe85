package io.slipway.api;

import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A document that callers may keep, and ask again whether it is still the same.
 *
 * @param mediaType what it is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests">RFC 9110,
 *     conditional requests</a>
 */
record Tagged(String mediaType, String text) {

  private static final int DIGITS = 32;

  /** The document, or 304 where {@code If-None-Match} names it. */
  Answer answer(Call call) {
    var tag = tag();
    boolean known =
        call.header("If-None-Match")
            .map(
                given ->
                    Arrays.stream(given.split(",", -1))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(one -> one.equals(tag) || one.equals("*")))
            .orElse(false);
    return known ? Answer.notModified(tag) : Answer.document(mediaType, text, tag);
  }

  private String tag() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      var hex = HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
      return "\"" + hex.substring(0, DIGITS) + "\"";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
