package io.slipway.spec.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Rejected;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of specifications that are right but for mistakes that are planted in them. */
class TogetherTest {

  private static final int SPECIFICATIONS = 400;
  private static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "prod");

  /**
   * One value is of a wrong type, or one key is mistyped, anywhere: no rule has anything to add.
   */
  @Test
  void ofOneMistakeNothingIsSaidButTheMistake() {
    int mistakes = 0;
    for (int seed = 0; seed < SPECIFICATIONS; seed++) {
      var random = new Random(seed);
      var document = new Specimens(random).specification();
      if (!said(document).isEmpty()) {
        continue;
      }
      var places = new ArrayList<Runnable>();
      var paths = new ArrayList<String>();
      collect(document, "", places, paths);
      int at = random.nextInt(places.size());
      places.get(at).run();
      assertThat(said(document)).as("seed %s: %s", seed, document).containsExactly(paths.get(at));
      mistakes++;
    }
    assertThat(mistakes).isGreaterThan(SPECIFICATIONS / 2);
  }

  /** Mistakes of both kinds, in places that say nothing of each other, are all said. */
  @Test
  void ofSeveralMistakesEachIsSaidAndNothingElse() {
    int mistakes = 0;
    for (int seed = 0; seed < SPECIFICATIONS; seed++) {
      var random = new Random(seed);
      var document = new Specimens(random).specification();
      if (!said(document).isEmpty()) {
        continue;
      }
      var expected = new ArrayList<String>();
      document.put("unknwon", 5);
      expected.add("unknwon");
      plant(document, random, expected);
      assertThat(said(document))
          .as("seed %s: %s", seed, document)
          .containsExactlyInAnyOrderElementsOf(expected);
      mistakes++;
    }
    assertThat(mistakes).isGreaterThan(SPECIFICATIONS / 2);
  }

  private static void plant(ObjectNode document, Random random, List<String> expected) {
    var name = document.path("services").fieldNames().next();
    var service = (ObjectNode) document.path("services").get(name);
    var path = "services." + name;
    var main = (ObjectNode) service.path("task").path("containers").get(0);
    if (random.nextBoolean()) {
      main.put("prvileged", false);
      expected.add(path + ".task.containers[0].prvileged");
    }
    if (random.nextBoolean()) {
      ((ObjectNode) service.path("task")).put("ipcMode", 5);
      expected.add(path + ".task.ipcMode");
    }
    if (random.nextBoolean()) {
      main.putArray("links").add("nobody");
      expected.add(path + ".task.containers[0].links[0]");
      if (!service.path("task").path("networkMode").asText().equals("bridge")) {
        expected.add(path + ".task.containers[0].links");
      }
    }
    if (random.nextBoolean()) {
      document.putObject("parameters").putArray("keys").add("A_KEY").add("A_KEY");
      expected.add("parameters.keys[1]");
    }
  }

  /** Ways to break a value by itself, and where that is said. */
  private static void collect(
      JsonNode node, String path, List<Runnable> places, List<String> paths) {
    if (node instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        var key = entry.getKey();
        boolean free =
            path.matches("services|.*\\.(environment|secrets|labels|attributes|options)");
        var place = path.isEmpty() ? key : path + "." + key;
        if (free && !path.equals("services")) {
          continue;
        }
        if (entry.getValue().isValueNode()) {
          places.add(() -> object.putArray(key).addObject());
          paths.add(place);
        }
        if (!free && key.length() > 3) {
          places.add(
              () -> {
                var value = object.remove(key);
                object.set("x" + key, value);
              });
          paths.add(path.isEmpty() ? "x" + key : path + ".x" + key);
        }
        collect(entry.getValue(), place, places, paths);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), path + "[" + i + "]", places, paths);
      }
    }
  }

  private static List<String> said(JsonNode document) {
    var refused =
        catchThrowableOfType(Rejected.class, () -> SpecificationReader.read(document, HERE));
    return refused == null
        ? List.of()
        : refused.faults().stream().map(Rejected.Fault::path).toList();
  }
}
