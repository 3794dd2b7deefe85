package io.slipway.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.slipway.domain.Environment;
import io.slipway.runtime.Json;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples of what is rendered, as files that linters read ({@code ./slipway check}). Written again
 * with {@code -Dpublish=true}.
 */
class RenderedSamplesTest {

  private static final Path SAMPLES = Path.of("src/test/resources/rendered");
  private static final ObjectWriter WRITER = Json.mapper().writerWithDefaultPrettyPrinter();
  private static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "prod");

  /** A seed of 0 is the smallest specification. */
  @ParameterizedTest
  @CsvSource({
    "images, DEV, 0",
    "environment, DEV, 0",
    "production, PROD, 0",
    "environment-of-everything, STAGE, 5",
    "production-of-everything, PROD, 23",
    "production-by-dns, PROD, 8",
  })
  void aSampleIsWhatIsRendered(String name, Environment environment, long seed) throws IOException {
    var document =
        seed == 0 ? StackTemplatesTest.small() : new Specimens(new Random(seed)).specification();
    var specification = SpecificationReader.read(document, HERE).specification();
    var rendered =
        name.equals("images")
            ? StackTemplates.images(StackTemplatesTest.SUBJECT)
            : StackTemplatesTest.of(specification, environment);
    assertThat(TemplateCheck.faults(rendered.tree(), Map.of())).isEmpty();

    var text = WRITER.writeValueAsString(rendered.tree()) + "\n";
    var file = root().resolve(SAMPLES).resolve(name + ".json");
    if (Boolean.getBoolean("publish")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  /** The module, wherever the test is run. */
  private static Path root() {
    var here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("functions")) ? here.resolve("functions") : here;
  }
}
