package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 as JSON: one document, keys once, no tags, few aliases, no deep nesting. A number
 * with an exponent is text, as what looks like one is mostly a commit.
 */
final class Yaml {

  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 64;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_NODES = 100_000;

  private static final String TEMPLATE = "a value that begins with {{ needs quotes";
  private static final Pattern UNQUOTED =
      Pattern.compile("^\\s*+(?:- )*+(?:[\\w.-]++: ++)?+\\{\\{");

  private int nodes;

  private Yaml() {}

  /**
   * The document.
   *
   * @throws Rejected 400, saying the line
   */
  static JsonNode read(String text) {
    var settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setAllowNonScalarKeys(true) // so that what is refused is said with its place
            .setCodePointLimit(MOST_CHARACTERS)
            .setUseMarks(true)
            .build();
    try {
      measure(settings, text);
      return new Compose(settings)
          .composeString(text)
          .map(root -> new Yaml().json(root, 0))
          .orElseThrow(() -> rejected("the document is empty"));
    } catch (MarkedYamlEngineException e) {
      throw rejected(
          plain(e.getProblem())
              + place(e.getProblemMark())
              + e.getProblemMark().flatMap(mark -> lineOf(text, mark)).orElse(""));
    } catch (YamlEngineException e) {
      throw rejected(plain(e.getMessage().lines().findFirst().orElse("")));
    }
  }

  /** Refuses, before anything is built, what would take too much to build. */
  private static void measure(LoadSettings settings, String text) {
    int depth = 0;
    int aliases = 0;
    int documents = 0;
    for (var event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        case DocumentStart -> documents++;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw rejected("at most " + DEEPEST + " levels are allowed" + line(event));
      }
      if (aliases > MOST_ALIASES) {
        throw rejected("at most " + MOST_ALIASES + " aliases are allowed" + line(event));
      }
      if (documents > 1) {
        throw rejected("one document is expected, but there is a second" + line(event));
      }
    }
  }

  private static String line(Event event) {
    return event.getStartMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
  }

  private JsonNode json(Node node, int depth) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      throw rejected(
          "with its aliases written out, it has more than "
              + MOST_NODES
              + " values or "
              + DEEPEST
              + " levels");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        tag(node, Tag.SEQ);
        var array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(item -> array.add(json(item, depth + 1)));
        yield array;
      }
      case MappingNode mapping -> {
        tag(node, Tag.MAP);
        yield mapping(mapping, depth);
      }
      default -> throw refused(node, "unexpected " + node.getNodeType());
    };
  }

  private ObjectNode mapping(MappingNode mapping, int depth) {
    var object = JsonNodeFactory.instance.objectNode();
    for (var entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw refused(
            entry.getKeyNode(),
            entry.getKeyNode() instanceof MappingNode ? TEMPLATE : "a key must be text");
      }
      if (key.getValue().equals("<<")) {
        throw refused(key, "merge keys are not part of YAML 1.2; write the keys themselves");
      }
      if (object.has(key.getValue())) {
        throw refused(key, "the key " + Quoted.of(key.getValue()) + " is given twice");
      }
      object.set(key.getValue(), json(entry.getValueNode(), depth + 1));
    }
    return object;
  }

  private static void tag(Node node, Tag expected) {
    if (!node.getTag().equals(expected)) {
      throw refused(node, "tags are not allowed, but got " + Quoted.of(node.getTag().getValue()));
    }
  }

  private static JsonNode scalar(ScalarNode scalar) {
    var values = JsonNodeFactory.instance;
    var tag = scalar.getTag();
    var text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return values.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return values.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT) && text.length() < 100) {
      var number = new BigInteger(text);
      return number.bitLength() < Integer.SIZE
          ? values.numberNode(number.intValueExact())
          : values.numberNode(number);
    }
    if (tag.equals(Tag.FLOAT) && text.length() < 100 && text.matches("-?\\d+\\.\\d+")) {
      return values.numberNode(new BigDecimal(text));
    }
    if (tag.equals(Tag.STR) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return values.textNode(text);
    }
    throw refused(scalar, "tags are not allowed, but got " + Quoted.of(tag.getValue()));
  }

  private static String plain(String message) {
    var shown = message == null ? "not well-formed" : message;
    return shown.length() > 160 ? shown.substring(0, 160) + "…" : shown;
  }

  private static Rejected refused(Node node, String why) {
    return rejected(why + place(node.getStartMark()));
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(at -> " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")")
        .orElse("");
  }

  /** What is mostly meant where a line cannot be read in which a value begins with braces. */
  private static Optional<String> lineOf(String text, Mark mark) {
    return text.lines()
        .skip(mark.getLine())
        .findFirst()
        .filter(line -> UNQUOTED.matcher(line).find())
        .map(line -> "; " + TEMPLATE);
  }

  private static Rejected rejected(String why) {
    return new Rejected(400, "not-yaml", "the document is not the YAML that is expected: " + why);
  }
}
