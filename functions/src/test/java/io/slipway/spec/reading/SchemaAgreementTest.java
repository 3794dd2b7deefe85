package io.slipway.spec.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema of a form takes what its reader takes, as far as structure goes, and nothing else. */
class SchemaAgreementTest {

  private static final int DOCUMENTS_EACH = 1_500;
  private static final int READ_EACH = 500;

  /** Three of four generated documents are broken. */
  private static final int BROKEN = 3;

  @ParameterizedTest
  @EnumSource
  void schemaAndReaderAgreeOnGeneratedDocuments(WrittenAs form) {
    var published = published(form);
    var schema = schema(form);
    int allowed = 0;
    for (int seed = 0; seed < DOCUMENTS_EACH; seed++) {
      var documents = new Documents(new Random(seed));
      var document = documents.of(published);
      for (int i = 0; i < seed % (BROKEN + 1); i++) {
        document = documents.broken(document);
      }
      var said = said(form, document);
      var faults = schema.validate(document);
      assertThat(said.isEmpty())
          .as("seed %s of %s: reader %s, schema %s, %s", seed, form, said, faults, document)
          .isEqualTo(faults.isEmpty());
      allowed += said.isEmpty() ? 1 : 0;
    }
    assertThat(allowed).isBetween(DOCUMENTS_EACH / 5, DOCUMENTS_EACH * 4 / 5);
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsReadIsEitherWholeOrRefusedWithReasons(WrittenAs form) {
    var published = published(form);
    var ours = schema(WrittenAs.SPECIFICATION);
    for (int seed = 0; seed < READ_EACH; seed++) {
      var documents = new Documents(new Random(seed));
      var document = documents.of(published);
      for (int i = 0; i < seed % 2; i++) {
        document = documents.broken(document);
      }
      try {
        var read = SpecificationReader.read(document, SeedsTest.HERE).specification();
        var own = SpecificationReader.write(read);
        assertThat(SpecificationReader.read(own, SeedsTest.HERE).specification()).isEqualTo(read);
        assertThat(ours.validate(own)).isEmpty();
        assertThat(Json.readOwn(Json.text(read), Specification.class)).isEqualTo(read);
      } catch (Rejected e) {
        assertThat(e).hasMessageContaining(":");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CANARY, canary-every-key.yml",
    "CANARY, canary-service-keys.yml",
    "CANARY, canary-container-keys.yml",
    "CANARY, canary-strategy.yml",
    "CLOUDLIFT, cloudlift-service-filled.json",
    "CLOUDLIFT, cloudlift-every-key.json",
  })
  void schemaAndReaderAgreeOnTheExamplesOfTheSeeds(WrittenAs form, String example) {
    var document = Yaml.read(SeedsTest.text(example).replace("[service:]", "service:"));

    assertThat(schema(form).validate(document).isEmpty()).isEqualTo(said(form, document).isEmpty());
  }

  @Test
  void jsonIsYamlToo() {
    var text = SeedsTest.text("cloudlift-every-key.json");

    assertThat(Yaml.read(text)).isEqualTo(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> said(WrittenAs form, JsonNode document) {
    var said = new ArrayList<String>();
    SpecificationReader.form(form)
        .read(document, "", (path, message) -> said.add(path + ": " + message));
    return said;
  }

  private static Schema schema(WrittenAs form) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(published(form));
  }

  /** As it is served. */
  private static JsonNode published(WrittenAs form) {
    try (var file = SchemaAgreementTest.class.getResourceAsStream("/schemas/" + form + ".json")) {
      return Json.parse(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
