package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as ECMAScript's encodeURI and encodeURIComponent have it: a blank is {@code %20}
 * and a plus stays one.
 */
final class UrlText {

  static final String KEPT_IN_COMPONENT = "-_.!~*'()";
  static final String KEPT_IN_URL = KEPT_IN_COMPONENT + ";,/?:@&=+$#";

  /** What decodeURI leaves encoded. */
  private static final String RESERVED = ";/?:@&=+$,#";

  private UrlText() {}

  static String encoded(String text, String kept, String function) {
    var encoded = new StringBuilder();
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      while (bytes.hasRemaining()) {
        byte value = bytes.get();
        if (isPlain(value) || kept.indexOf(value) >= 0) {
          encoded.append((char) value);
        } else {
          encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(value));
        }
      }
    } catch (CharacterCodingException e) {
      throw malformed(text, function);
    }
    return encoded.toString();
  }

  private static boolean isPlain(byte value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9');
  }

  /** A text without a value stays without. */
  static Object decoded(Object value, String function) {
    if (!(value instanceof String text)) {
      return null;
    }
    var decoded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) == '%') {
        end += 3;
      }
      if (end == at) {
        decoded.append(text.charAt(at++));
      } else {
        decoded.append(run(text, at, Math.min(end, text.length()), function));
        at = end;
      }
    }
    return decoded.toString();
  }

  private static String run(String text, int from, int to, String function) {
    try {
      var bytes = HexFormat.of().parseHex(text.substring(from, to).replace("%", ""));
      if (bytes.length * 3 != to - from) {
        throw malformed(text, function);
      }
      var characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      var run = new StringBuilder();
      while (characters.hasRemaining()) {
        char character = characters.get();
        boolean kept = function.equals("decodeUrl") && RESERVED.indexOf(character) >= 0;
        run.append(
            kept
                ? "%" + HexFormat.of().withUpperCase().toHexDigits((byte) character)
                : String.valueOf(character));
      }
      return run.toString();
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw malformed(text, function);
    }
  }

  private static JException malformed(String text, String function) {
    return new JException(
        "D3140: Malformed URL passed to $" + function + "(): " + JsonText.exact(text), -1);
  }
}
