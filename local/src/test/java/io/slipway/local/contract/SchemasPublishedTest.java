package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.WrittenAs;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.KeyRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is published about the forms is what their records say. Write it anew with {@code ./mvnw
 * test -pl local -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=SchemasPublishedTest
 * -Dpublish=true}.
 */
class SchemasPublishedTest {

  private static final String AGAIN =
      "written anew by: ./mvnw test -pl local -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=SchemasPublishedTest -Dpublish=true";

  @ParameterizedTest
  @EnumSource
  void theSchemaOfAFormIsPublishedAsItIs(WrittenAs form) {
    var schema = schema(form).toPrettyString() + "\n";

    agrees("functions/src/main/resources/schemas/" + form + ".json", schema);
    agrees("docs/schemas/" + form + ".json", schema);
  }

  @ParameterizedTest
  @EnumSource
  void theTableOfAFormInTheDocumentationIsAsItIs(WrittenAs form) {
    var page = Path.of("docs/specification.md");
    var text = read(page);
    var begin = "<!-- keys of " + form + " -->\n";
    var end = "<!-- end of keys of " + form + " -->";
    assertThat(text).contains(begin).contains(end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    agrees(
        "docs/specification.md",
        text.substring(0, from) + table(SpecificationReader.form(form)) + text.substring(to));
  }

  private static ObjectNode schema(WrittenAs form) {
    return SpecificationReader.form(form).schema("urn:slipway:schema:" + form, title(form));
  }

  private static String title(WrittenAs form) {
    return switch (form) {
      case SPECIFICATION -> "Slipway specification";
      case SHORT -> "Slipway specification, short form";
      case CANARY -> "Deployment file of a canary release";
      case CLOUDLIFT -> "Service configuration of Cloudlift";
    };
  }

  private static String table(Form<?> form) {
    return "| key | type | default | AWS | |\n| --- | --- | --- | --- | --- |\n"
        + form.keys().stream().map(SchemasPublishedTest::row).collect(Collectors.joining());
  }

  private static String row(KeyRow row) {
    var byDefault =
        row.byDefault().isEmpty() || row.byDefault().equals("required")
            ? row.byDefault()
            : "`" + row.byDefault() + "`";
    return "| `"
        + row.path()
        + "` | "
        + row.type().replace("|", "\\|").replace("*", "\\*")
        + " | "
        + byDefault.replace("|", "\\|")
        + " | "
        + row.aws()
        + " | "
        + row.says().replace("|", "\\|")
        + " |\n";
  }

  private static void agrees(String file, String expected) {
    var path = Path.of(file);
    if (Boolean.getBoolean("publish")) {
      write(path, expected);
    }
    assertThat(read(path)).as(file + " is " + AGAIN).isEqualTo(expected);
  }

  private static String read(Path path) {
    try {
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
