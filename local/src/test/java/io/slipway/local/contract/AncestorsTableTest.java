package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/ancestors.md names a test for each flaw that Slipway touches, and the tests exist. */
final class AncestorsTableTest {

  private static final Pattern ROW = Pattern.compile("\\| ([ACL]\\d+) \\|(.*)\\|(.*)\\|(.*)\\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  /** What the last column says of each flaw. */
  private static final Map<String, String> ROWS = new HashMap<>();

  /** The source of each test class. */
  private static final Map<String, String> SOURCES = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (var line : Files.readAllLines(Path.of("docs/ancestors.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(ROWS.put(row.group(1), row.group(4).strip())).as("twice: " + line).isNull();
      }
    }
    for (var folder : new String[] {"functions", "local"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder, "src/test/java"))) {
        for (var file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          var name = file.getFileName().toString().replace(".java", "");
          SOURCES.merge(name, Files.readString(file), String::concat);
        }
      }
    }
  }

  @Test
  void everyFlawHasARow() {
    var all =
        Stream.of(numbers("A", 20), numbers("C", 16), numbers("L", 17))
            .flatMap(part -> part)
            .collect(Collectors.toSet());
    assertThat(ROWS.keySet()).isEqualTo(all);
  }

  @Test
  void everyTestThatIsNamedExistsAndBearsTheNumber() {
    ROWS.forEach(
        (flaw, tests) -> {
          var named = TEST.matcher(tests).results().toList();
          assertThat(named.isEmpty())
              .as(flaw + ": " + tests)
              .isEqualTo(tests.startsWith("later: "));
          for (var test : named) {
            assertThat(SOURCES).as(flaw).containsKey(test.group(1));
            assertThat(SOURCES.get(test.group(1)))
                .as(flaw)
                .containsPattern("void " + test.group(2) + "\\(");
            assertThat(test.group(2)).as(flaw).containsPattern("flaw" + flaw + "(?!\\d)");
          }
        });
  }

  @Test
  void everyTestThatBearsANumberIsNamed() throws IOException {
    var table = Files.readString(Path.of("docs/ancestors.md"));
    var flaw = Pattern.compile("void (\\w*flaw[ACL]\\d+\\w*)\\(");
    SOURCES.forEach(
        (name, source) ->
            flaw.matcher(source)
                .results()
                .forEach(
                    test -> assertThat(table).contains("`" + name + "." + test.group(1) + "`")));
  }

  private static Stream<String> numbers(String letter, int most) {
    return IntStream.rangeClosed(1, most).mapToObj(number -> letter + number);
  }
}
