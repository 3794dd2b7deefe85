package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.WrittenAs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands side by side on the pages for people who come from other tools says the same. */
class ComparedPagesTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(?:yaml|json)\\n(.*?)```", Pattern.DOTALL);

  private static final Surroundings HERE =
      new Surroundings("123456789012", "eu-central-1", "stage");

  @ParameterizedTest
  @ValueSource(strings = {"from-canary-files.md", "from-cloudlift.md"})
  void bothSidesOfAPageAreTheSameSpecification(String page) throws IOException {
    var blocks =
        BLOCK
            .matcher(Files.readString(Path.of("docs", page)))
            .results()
            .map((MatchResult block) -> read(block.group(1)))
            .toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(1).form()).isEqualTo(WrittenAs.SPECIFICATION);
    assertThat(blocks.get(1).specification()).isEqualTo(blocks.get(0).specification());
  }

  private static SpecificationReader.Reading read(String document) {
    return SpecificationReader.read(document.getBytes(StandardCharsets.UTF_8), HERE);
  }
}
