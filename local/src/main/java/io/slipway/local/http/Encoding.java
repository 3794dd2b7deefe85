package io.slipway.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-encoding of paths and queries. */
final class Encoding {

  private Encoding() {}

  /**
   * The decoded segments of a path; throws {@link IllegalArgumentException} where it is not one.
   */
  static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      segments.add(decode(segment, false));
    }
    return segments;
  }

  /** The parameters of a query; several of one name are joined by commas (payload format 2.0). */
  static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      parameters.merge(name, value, (first, next) -> first + "," + next);
    }
    return parameters;
  }

  static String decode(String text, boolean plusIsSpace) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(octet(text, i));
        i += 2;
      } else {
        bytes.writeBytes(
            String.valueOf(c == '+' && plusIsSpace ? ' ' : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8: " + text, e);
    }
  }

  private static int octet(String text, int percent) {
    if (percent + 2 < text.length()) {
      int high = Character.digit(text.charAt(percent + 1), 16);
      int low = Character.digit(text.charAt(percent + 2), 16);
      if (high >= 0 && low >= 0) {
        return high * 16 + low;
      }
    }
    throw new IllegalArgumentException("not percent-encoded: " + text);
  }
}
