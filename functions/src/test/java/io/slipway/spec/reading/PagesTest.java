package io.slipway.spec.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands side by side on the pages for people who come from other tools says the same. */
class PagesTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(?:yaml|json)\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"from-canary-files.md", "from-cloudlift.md"})
  void bothSidesOfAPageAreTheSameSpecification(String page) throws IOException {
    var blocks = blocks(page).stream().map(SeedsTest::read).toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(1).form()).isEqualTo(WrittenAs.SPECIFICATION);
    assertThat(blocks.get(1).specification()).isEqualTo(blocks.get(0).specification());
  }

  /** What the template of the first tool gave every application, as the specification of one. */
  @Test
  void whatWasATemplateIsASpecification() throws IOException {
    var read = SeedsTest.read(blocks("from-devops-model.md").getLast());

    assertThat(read.form()).isEqualTo(WrittenAs.SPECIFICATION);
    var usual = SeedsTest.read("{\"cpu\": 256}").specification();
    assertThat(read.specification().services().get("app").scaling())
        .isEqualTo(usual.primary().scaling());
    assertThat(read.specification().services().get("app").targetGroups())
        .isEqualTo(usual.primary().targetGroups());
  }

  private static List<String> blocks(String page) throws IOException {
    var here = Path.of("").toAbsolutePath();
    var root = here.endsWith("functions") ? here.getParent() : here;
    return BLOCK
        .matcher(Files.readString(root.resolve("docs").resolve(page)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
