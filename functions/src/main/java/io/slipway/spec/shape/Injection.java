package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.FreeText;
import io.slipway.domain.Quoted;
import java.util.Optional;

/**
 * Finds what a document must not carry into CloudFormation or a terminal: references, intrinsic
 * functions, control characters; in every key and every value.
 */
public final class Injection {

  /** A value longer than this is no setting; environment variables of ECS are far shorter. */
  private static final int LONGEST = 16_384;

  private static final int LONGEST_KEY = 256;

  private Injection() {}

  /** Notes every key and value of {@code tree} that is not safe; whether there was none. */
  public static boolean check(JsonNode tree, String path, Said problems) {
    boolean safe = true;
    if (tree.isTextual()) {
      var fault = value(tree.textValue());
      fault.ifPresent(why -> problems.add(path, why));
      safe = fault.isEmpty();
    } else if (tree.isArray()) {
      for (int i = 0; i < tree.size(); i++) {
        safe &= check(tree.get(i), Paths.item(path, i), problems);
      }
    } else if (tree.isObject()) {
      for (var entry : tree.properties()) {
        var place = Paths.key(path, entry.getKey());
        var fault = key(entry.getKey());
        fault.ifPresent(why -> problems.add(place, why));
        safe &= check(entry.getValue(), place, problems);
        safe &= fault.isEmpty();
      }
    }
    return safe;
  }

  private static Optional<String> value(String text) {
    if (text.contains("${")) {
      return Optional.of(
          "'${' is not allowed, as CloudFormation would replace it; a shell takes $NAME as well; got "
              + Quoted.of(text));
    }
    return FreeText.fault(text, LONGEST);
  }

  private static Optional<String> key(String key) {
    if (key.startsWith("Fn::") || key.equals("Ref")) {
      return Optional.of("functions of CloudFormation are not allowed; write the value itself");
    }
    if (key.contains("${")) {
      return Optional.of("'${' is not allowed in a key");
    }
    return FreeText.fault(key, LONGEST_KEY);
  }
}
