package io.slipway.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * JSON as Slipway reads and writes it: a typo fails, nothing is coerced, dates are text, documents
 * have limits.
 */
public final class Json {

  /** The most bytes that a document of a caller may have. */
  public static final int LONGEST_DOCUMENT = 1 << 20;

  private static final int DEEPEST = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(256 * 1024)
                          .maxNumberLength(100)
                          .maxNameLength(256)
                          .build())
                  .build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new DomainModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              textual ->
                  textual
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /** What Slipway has written itself names nothing twice. */
  private static final ObjectReader OWN =
      MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private static final ObjectWriter ORDERED =
      MAPPER.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  /** The mapper itself, for building trees. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * Reads a document of a caller.
   *
   * @throws Rejected 400 or 413, saying where it is not JSON
   */
  public static JsonNode parse(byte[] document) {
    if (document.length > LONGEST_DOCUMENT) {
      throw new Rejected(
          413,
          "too-large",
          "the body has "
              + document.length
              + " bytes; at most "
              + LONGEST_DOCUMENT
              + " are allowed");
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      var tree = MAPPER.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new Rejected(400, "not-json", "the body is empty; a JSON object is expected");
      }
      return tree;
    } catch (CharacterCodingException e) {
      throw new Rejected(400, "not-utf-8", "the body is not UTF-8 text");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new Rejected(
          400,
          "not-json",
          "the body is not the JSON that is expected: "
              + reason(e)
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
  }

  /**
   * Reads a document of a caller that has secrets: what is wrong with it is said without a word of
   * it.
   *
   * @throws Rejected 400 or 413
   */
  public static JsonNode parseSecrets(byte[] document) {
    try {
      return parse(document);
    } catch (Rejected e) {
      var where = e.getMessage().indexOf(" (line ");
      throw e.code().equals("not-json") && where >= 0
          ? new Rejected(
              400,
              "not-json",
              "the body is not the JSON that is expected" + e.getMessage().substring(where))
          : e;
    }
  }

  /**
   * Reads a record from what a caller gave.
   *
   * @throws Rejected 400, naming the field and what is allowed
   */
  public static <T> T read(JsonNode tree, Class<T> type) {
    if (type.isRecord()) {
      var problems = new Problems();
      RecordShape.check(tree, type, "body", problems);
      problems.refuse();
    }
    return map(tree, type);
  }

  /**
   * Reads a record from a part of what a caller gave; notes everything that is wrong with it.
   *
   * @param path of the part
   */
  public static <T extends Record> Optional<T> read(
      JsonNode tree, Class<T> type, String path, Problems problems) {
    int before = problems.count();
    RecordShape.check(tree, type, path, problems);
    return problems.count() == before ? Optional.of(map(tree, type)) : Optional.empty();
  }

  /** What a value is, for messages: {@code text 'ten'}. */
  public static String kind(JsonNode value) {
    return RecordShape.kind(value);
  }

  private static <T> T map(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Rejected rejected) {
          throw rejected;
        }
      }
      throw Rejected.invalid(path(e), firstLine(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw Rejected.invalid("body", firstLine(e.getOriginalMessage()));
    }
  }

  /** Reads what Slipway itself has written. */
  public static <T> T readOwn(String text, Class<T> type) {
    try {
      return OWN.forType(type).readValue(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot read " + type.getSimpleName(), e);
    }
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static String text(Object value) {
    return text(MAPPER.writer(), value);
  }

  /** As {@link #text}, with the keys of maps in order: the same content is the same text. */
  public static String ordered(Object value) {
    return text(ORDERED, value);
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + value.getClass().getSimpleName(), e);
    }
  }

  public static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** A parser with the same limits. */
  static JsonParser parser(byte[] document) throws IOException {
    return MAPPER.createParser(document);
  }

  /** What is wrong with a document, in words that do not tell how it is read. */
  private static String reason(JsonProcessingException e) {
    return switch (e) {
      case JsonEOFException early -> "it ends too early";
      case MismatchedInputException trailing -> "there is more after its end";
      default ->
          firstLine(
              e.getOriginalMessage()
                  .replaceAll(", from `[^`]*`", "")
                  .replaceAll("; (currently|expected|was expecting).*", ""));
    };
  }

  private static String path(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(
                reference ->
                    reference.getFieldName() != null
                        ? "." + reference.getFieldName()
                        : "[" + reference.getIndex() + "]")
            .collect(Collectors.joining());
    return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
  }

  private static String firstLine(String message) {
    var line = message.lines().findFirst().orElse("").replaceAll("`[a-zA-Z0-9_.$<>]*\\.", "`");
    var shown = Quoted.of(line.substring(0, Math.min(60, line.length())));
    return line.length() <= 60 ? shown.substring(1, shown.length() - 1) : line;
  }
}
