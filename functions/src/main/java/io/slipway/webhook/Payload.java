package io.slipway.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The document of a message. It says more than anybody here reads; what is read may be missing, or
 * be something else than it was when this was written.
 */
record Payload(JsonNode document) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
  private static final Pattern NONE = Pattern.compile("0+");
  private static final int LONGEST_NAME = 255;
  private static final int DEEPEST = 64;

  /** Only the whole has a limit on its length: descriptions of merge requests may be long. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Json.LONGEST_DOCUMENT)
                          .maxNumberLength(100)
                          .maxNameLength(256)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The document that a message carries: as its body, or in a form.
   *
   * @throws Rejected 400 where it is no JSON object
   */
  static Payload of(Call call) {
    try {
      var body =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString();
      var document = MAPPER.readTree(isForm(call) ? field(body) : body);
      if (!document.isObject()) {
        throw unreadable("a JSON object is expected");
      }
      return new Payload(document);
    } catch (CharacterCodingException e) {
      throw unreadable("it is not UTF-8 text");
    } catch (JsonProcessingException e) {
      throw unreadable("it is not JSON, or deeper or longer than any provider's");
    } catch (IllegalArgumentException e) {
      throw unreadable("it is not a form");
    }
  }

  private static Rejected unreadable(String why) {
    return new Rejected(400, "unreadable", "the body is signed, but cannot be read: " + why);
  }

  private static boolean isForm(Call call) {
    return call.header("content-type")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/x-www-form-urlencoded");
  }

  private static String field(String form) {
    return Arrays.stream(form.split("&", -1))
        .filter(field -> field.startsWith("payload="))
        .findFirst()
        .map(
            field ->
                URLDecoder.decode(field.substring("payload=".length()), StandardCharsets.UTF_8))
        .orElseThrow(() -> unreadable("a form has the document in the field 'payload'"));
  }

  private JsonNode at(String... path) {
    var node = document;
    for (var name : path) {
      node = node.path(name);
    }
    return node;
  }

  /** Text that is there and not empty. */
  Optional<String> text(String... path) {
    var found = at(path);
    return found.isTextual() && !found.textValue().isEmpty()
        ? Optional.of(found.textValue())
        : Optional.empty();
  }

  /** A name of a branch, a tag, a label or a person: short, and without line breaks. */
  Optional<String> name(String... path) {
    return text(path).filter(Payload::isName);
  }

  static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && text.codePoints().noneMatch(Character::isISOControl);
  }

  /** The id of a commit that is there: one of nothing but zeros stands for none. */
  Optional<String> commit(String... path) {
    return text(path)
        .filter(id -> COMMIT.matcher(id).matches())
        .filter(id -> !NONE.matcher(id).matches());
  }

  /** Whether the id of a commit stands for none. */
  boolean isNoCommit(String... path) {
    return text(path).filter(id -> NONE.matcher(id).matches()).isPresent();
  }

  /** A number such as an id. */
  Optional<Long> number(String... path) {
    var found = at(path);
    return found.isIntegralNumber() && found.canConvertToLong()
        ? Optional.of(found.longValue())
        : Optional.empty();
  }

  boolean flag(String... path) {
    return at(path).isBoolean() && at(path).booleanValue();
  }

  boolean has(String... path) {
    return !at(path).isMissingNode() && !at(path).isNull();
  }

  /** A moment as text or in seconds. */
  Optional<Instant> time(String... path) {
    try {
      return number(path)
          .map(Instant::ofEpochSecond)
          .or(
              () ->
                  text(path)
                      .map(
                          text ->
                              Instant.parse(
                                  text.replaceFirst(" UTC$", "Z").replaceFirst(" ", "T"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The objects of a list. */
  List<Payload> list(String... path) {
    return StreamSupport.stream(at(path).spliterator(), false)
        .filter(JsonNode::isObject)
        .map(Payload::new)
        .toList();
  }

  /** The texts of a list. */
  List<String> texts(String... path) {
    return StreamSupport.stream(at(path).spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }
}
