package io.slipway.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/asl.md run, and print what it says. */
class DocumentedExamplesTest {

  private static JsonNode block(String text, String name) {
    var matcher =
        Pattern.compile("<!-- " + name + " -->\\s*```json\\n(.*?)```", Pattern.DOTALL)
            .matcher(text);
    assertThat(matcher.find()).as(name).isTrue();
    return Json.read(matcher.group(1));
  }

  private static Path documentation() {
    var here = Path.of("docs", "asl.md");
    return Files.exists(here) ? here : Path.of("..", "docs", "asl.md");
  }

  @Test
  void theExampleRuns() throws IOException {
    var text = Files.readString(documentation());
    var mocks = MockFile.read(block(text, "mock: greet"));
    var run = new LocalRun(Instant.parse("2026-01-01T00:00:00Z"), mocks);
    var outcome =
        run.outcome(block(text, "example: greet").toString(), block(text, "input: greet"));
    assertThat(outcome).isEqualTo(block(text, "output: greet"));
  }
}
