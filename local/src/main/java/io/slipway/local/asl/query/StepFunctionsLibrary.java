package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The functions that Step Functions adds to JSONata or answers in its own way: {@code $partition},
 * {@code $range}, {@code $hash}, {@code $random}, {@code $uuid}, {@code $parse}; no {@code $eval};
 * {@code $now} and {@code $millis} on the clock of the run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata</a>
 */
final class StepFunctionsLibrary {

  private static final Set<String> DIGESTS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  /** The most elements that {@code $range} gives on AWS. */
  private static final long RANGE_ELEMENTS = 360_145;

  private static final ObjectReader STRICT_JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private StepFunctionsLibrary() {}

  /** Puts them into an expression; {@code moment} is asked while it is evaluated. */
  static void bind(Jsonata parsed, Moment moment) {
    // An optional argument more than each takes: so a surplus one arrives here and is refused.
    parsed.registerFunction("partition", function("<x?x?x?:x>", StepFunctionsLibrary::partition));
    parsed.registerFunction("range", function("<x?x?x?x?:x>", StepFunctionsLibrary::range));
    parsed.registerFunction("hash", function("<x?x?x?:x>", StepFunctionsLibrary::hash));
    parsed.registerFunction("parse", function("<x?x?:x>", StepFunctionsLibrary::parse));
    parsed.registerFunction(
        "random", function("<x?x?:x>", given -> random(given, moment.random())));
    parsed.registerFunction("uuid", function("<x?:x>", given -> uuid(given, moment.random())));
    parsed.assign("eval", null);
    parsed.assign(
        "millis", new LibraryFunction("millis", "", 0, "millis", (input, given) -> moment.now()));
    parsed.assign(
        "now",
        new LibraryFunction(
            "now",
            "s?s?",
            2,
            "now",
            (input, given) ->
                Functions.dateTimeFromMillis(moment.now(), text(given, 0), text(given, 1))));
  }

  private interface Body {
    Object apply(List<?> given);
  }

  private static Jsonata.JFunction function(String signature, Body body) {
    return new Jsonata.JFunction((input, given) -> body.apply(given), signature);
  }

  private static Object argument(List<?> given, int index) {
    return index < given.size() ? given.get(index) : null;
  }

  private static String text(List<?> given, int index) {
    return (String) argument(given, index);
  }

  private static void takes(String name, int most, List<?> given) {
    if (argument(given, most) != null) {
      throw mismatch(name, most + 1);
    }
  }

  private static JException mismatch(String name, int argument) {
    return new JException(
        "T0410: Argument %d of function \"%s\" does not match function signature"
            .formatted(argument, name),
        -1);
  }

  private static JException refused(String message) {
    return new JException("D3137: " + message, -1);
  }

  /** Numbers are rounded towards zero. */
  private static long integer(List<?> given, int index, String name) {
    if (argument(given, index) instanceof Number number) {
      return number instanceof Double ? (long) number.doubleValue() : number.longValue();
    }
    throw mismatch(name, index + 1);
  }

  private static Object partition(List<?> given) {
    takes("partition", 2, given);
    var array = argument(given, 0);
    if (array == null) {
      return null;
    }
    if (!(array instanceof List<?> elements)) {
      throw new JException(
          "T0412: Argument 1 of function \"partition\" must be an array of undefined", -1);
    }
    long size = argument(given, 1) == null ? elements.size() : integer(given, 1, "partition");
    if (size < 0) {
      throw refused("Second argument must be zero or greater");
    }
    if (size == 0 || elements.isEmpty()) {
      return null;
    }
    List<Object> parts = new ArrayList<>();
    int step = (int) Math.min(size, elements.size());
    for (int from = 0; from < elements.size(); from += step) {
      parts.add(new ArrayList<>(elements.subList(from, Math.min(from + step, elements.size()))));
    }
    return parts;
  }

  private static Object range(List<?> given) {
    takes("range", 3, given);
    long first = integer(given, 0, "range");
    long last = integer(given, 1, "range");
    if (argument(given, 2) == null) {
      return null;
    }
    long step = integer(given, 2, "range");
    if (step == 0 || (step > 0 ? first > last : first < last)) {
      return null;
    }
    var distance = java.math.BigInteger.valueOf(last).subtract(java.math.BigInteger.valueOf(first));
    var count = distance.divide(java.math.BigInteger.valueOf(step)).add(java.math.BigInteger.ONE);
    if (count.bitLength() > 62 || count.longValue() > RANGE_ELEMENTS) {
      throw new JException(MemoryBound.EXCEEDED, -1);
    }
    List<Object> numbers = new ArrayList<>();
    for (long index = 0; index < count.longValue(); index++) {
      numbers.add(first + index * step);
    }
    return numbers.size() == 1 ? numbers.getFirst() : numbers;
  }

  private static Object hash(List<?> given) {
    takes("hash", 2, given);
    if (!(argument(given, 0) instanceof String text)) {
      throw mismatch("hash", 1);
    }
    var algorithm = argument(given, 1);
    if (algorithm == null) {
      return null;
    }
    if (!(algorithm instanceof String digest)) {
      throw mismatch("hash", 2);
    }
    if (!DIGESTS.contains(digest)) {
      throw refused(
          "Hash algorithm '" + digest + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
    }
    try {
      var bytes = MessageDigest.getInstance(digest).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digest, e);
    }
  }

  private static Object parse(List<?> given) {
    takes("parse", 1, given);
    var json = argument(given, 0);
    if (json == null) {
      return null;
    }
    if (!(json instanceof String text)) {
      throw mismatch("parse", 1);
    }
    try {
      var parsed = STRICT_JSON.readTree(text);
      if (parsed == null || parsed.isMissingNode() || isTooLarge(parsed)) {
        throw refused("Invalid JSON");
      }
      return Values.toJsonata(parsed);
    } catch (JsonProcessingException e) {
      throw refused("Invalid JSON");
    }
  }

  private static boolean isTooLarge(com.fasterxml.jackson.databind.JsonNode node) {
    return node.isNumber() && Double.isInfinite(node.doubleValue());
  }

  /** The seeded sequence is {@code java.util.Random}'s, as the service's results show. */
  private static Object random(List<?> given, RandomGenerator random) {
    takes("random", 1, given);
    return argument(given, 0) == null
        ? (Object) random.nextDouble()
        : (Object) new Random(integer(given, 0, "random")).nextDouble();
  }

  private static Object uuid(List<?> given, RandomGenerator random) {
    takes("uuid", 0, given);
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
