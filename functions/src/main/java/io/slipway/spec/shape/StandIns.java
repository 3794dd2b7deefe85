package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may stand, for once, where a document is wrong, so that the rest of it can be held against
 * the rules: other values in each round. Values of the document itself come first, those of the
 * same key before all, as it is to these that others refer.
 */
public final class StandIns {

  private static final int MOST_VALUES = 100;

  private final Map<String, Set<JsonNode>> byKey = new HashMap<>();
  private final Set<JsonNode> values = new LinkedHashSet<>();
  private final Map<String, List<JsonNode>> candidates = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Set<String> wrong;
  private int round;

  /**
   * Stand-ins for parts of {@code document}.
   *
   * @param wrong the paths at which something is wrong, whether it is of the right shape or not
   */
  public StandIns(JsonNode document, Set<String> wrong) {
    this.wrong = wrong;
    collect(document, "");
  }

  /** From now on, those of another round. */
  public void round(int next) {
    this.round = next;
  }

  /** Where nothing could stand in, so that nothing is known of what refers to it. */
  public Set<String> lost() {
    return Set.copyOf(lost);
  }

  private void collect(JsonNode node, String key) {
    if (node.isValueNode() && !node.isNull() && values.size() < MOST_VALUES) {
      values.add(node);
      byKey.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(node);
    } else if (node.isObject()) {
      node.properties().forEach(entry -> collect(entry.getValue(), entry.getKey()));
    } else {
      node.forEach(item -> collect(item, key));
    }
  }

  boolean isWrong(String path) {
    return wrong.contains(path);
  }

  void lose(String path) {
    lost.add(path);
  }

  /** A value of {@code shape} that may stand at {@code path}; empty where none is known. */
  Optional<JsonNode> valueOf(Shape shape, String path) {
    var fitting =
        candidates.computeIfAbsent(
            path,
            any ->
                Stream.of(
                        byKey.getOrDefault(lastKey(path), Set.of()).stream(),
                        shape.samples().stream(),
                        values.stream())
                    .flatMap(some -> some)
                    .distinct()
                    .filter(shape::reads)
                    .toList());
    return one(fitting, path);
  }

  /** One of {@code choices} for {@code path}, another in each round; empty where there is none. */
  <T> Optional<T> one(List<T> choices, String path) {
    if (choices.isEmpty()) {
      return Optional.empty();
    }
    int at = round % 2 == 0 ? Math.max(0, round / 2 - 1) : chance(path);
    return Optional.of(choices.get(at % choices.size()));
  }

  /**
   * Whether what is wrong at {@code path}, and may be left out, is left out in this round: all of
   * it in the first, none in every other one, so that those try the values in order.
   */
  boolean leavesOut(String path) {
    return round == 0 || (round % 2 == 1 && chance(path + "?") % 3 == 0);
  }

  /** The same for the same place and round, and as good as independent of those of others. */
  private int chance(String path) {
    return Math.floorMod((Objects.hash(path, round) * 0x9E3779B1) >> 7, 9973);
  }

  private static String lastKey(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", "");
  }
}
