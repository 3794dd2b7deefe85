package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.WrittenAs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
    var blocks = blocks(page).stream().map(ComparedPagesTest::read).toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(1).form()).isEqualTo(WrittenAs.SPECIFICATION);
    assertThat(blocks.get(1).specification()).isEqualTo(blocks.get(0).specification());
  }

  /** What the template of the first tool gave every application, as the specification of one. */
  @Test
  void whatWasATemplateIsASpecification() throws IOException {
    var read = read(blocks("from-devops-model.md").getLast());

    assertThat(read.form()).isEqualTo(WrittenAs.SPECIFICATION);
    var usual = read("{\"cpu\": 256}").specification();
    assertThat(read.specification().services().get("app").scaling())
        .isEqualTo(usual.primary().scaling());
    assertThat(read.specification().services().get("app").targetGroups())
        .isEqualTo(usual.primary().targetGroups());
  }

  private static List<String> blocks(String page) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("docs", page)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static SpecificationReader.Reading read(String document) {
    return SpecificationReader.read(document.getBytes(StandardCharsets.UTF_8), HERE);
  }
}
