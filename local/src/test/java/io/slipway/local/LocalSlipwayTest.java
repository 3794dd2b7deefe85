package io.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.asl.Status;
import io.slipway.local.data.DataFolderRefused;
import io.slipway.local.sample.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalSlipwayTest {

  @TempDir private Path project;
  @TempDir private Path data;

  @Test
  void aRouteOfTheTemplateStartsAMachineWhoseStepWritesToItsTable() {
    try (var slipway = Sample.virtual(project).start()) {
      var answer = slipway.call("POST", "/words/hello", "{}");

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.json().path("caller").asText())
          .isEqualTo("arn:aws:iam::123456789012:user/local");
      assertThat(slipway.virtualTime().runUntilIdle(Duration.ofHours(1))).isTrue();
      assertThat(slipway.machines().list()).extracting("status").containsExactly(Status.SUCCEEDED);
      assertThat(words(slipway)).containsExactly("hello");
    }
  }

  @Test
  void whoCallsAwsForWhichOperationIsWrittenDown() {
    try (var slipway = Sample.virtual(project).start()) {
      slipway.call("POST", "/words/hello", "{}");
      slipway.virtualTime().runUntilIdle(Duration.ofHours(1));

      var calls = slipway.call("GET", "/local/calls?operationId=hello", "").json().path("calls");
      assertThat(calls).hasSize(1);
      assertThat(calls.get(0).path("service").asText()).isEqualTo("dynamodb");
      assertThat(calls.get(0).path("operation").asText()).isEqualTo("PutItem");
      assertThat(calls.get(0).path("caller").path("function").asText()).isEqualTo("Keep");
      assertThat(calls.get(0).path("outcome").asText()).isEqualTo("ok");
    }
  }

  @Test
  void whatWasRunningGoesOnInTheNextProcess() {
    var setup = Sample.virtual(project).withData(data);
    var earlier = setup.start();
    earlier.call("POST", "/words/first?wait=1", "{}");
    earlier.virtualTime().runFor(Duration.ofSeconds(10));
    earlier.call("POST", "/words/second?wait=600", "{}");
    earlier.virtualTime().runFor(Duration.ofSeconds(100));
    var endedAt = earlier.timeline().clock().instant();
    earlier.close();

    try (var next = setup.start()) {
      assertThat(words(next)).containsExactly("first");
      assertThat(next.timeline().clock().instant()).isBeforeOrEqualTo(endedAt);
      assertThat(next.virtualTime().runUntilIdle(Duration.ofHours(1))).isTrue();
      assertThat(next.machines().list()).extracting("status").containsOnly(Status.SUCCEEDED);
      assertThat(words(next)).containsExactlyInAnyOrder("first", "second");
    }
  }

  @Test
  void aDataFolderServesOneProcessAtATime() {
    var setup = Sample.virtual(project).withData(data);
    try (var first = setup.start()) {
      assertThat(first.installed().functions()).hasSize(2);
      assertThatThrownBy(setup::start)
          .isInstanceOf(DataFolderRefused.class)
          .hasMessageContaining("in use by another ./slipway local");
    }
  }

  @Test
  void damagedFilesAreRefusedByTheirName() throws Exception {
    var setup = Sample.virtual(project).withData(data);
    setup.start().close();
    var file = data.resolve("state-machines.json");
    Files.writeString(file, Files.readString(file).substring(10));

    assertThatThrownBy(setup::start)
        .isInstanceOf(DataFolderRefused.class)
        .hasMessageContaining("state-machines.json");

    Files.delete(file);
    Files.writeString(data.resolve("dynamodb.db"), "not a database, whatever its name says");
    assertThatThrownBy(setup::start)
        .isInstanceOf(DataFolderRefused.class)
        .hasMessageContaining("dynamodb.db");
  }

  @Test
  void aHandlerThatThrowsFailsTheExecutionWithItsClass() {
    try (var slipway = Sample.virtual(project).start()) {
      var machine = slipway.machines().machines().keySet().iterator().next();
      slipway
          .machines()
          .start(machine, "empty", "{\"operationId\":\"empty\",\"word\":\"\",\"waitSeconds\":1}");
      slipway.virtualTime().runUntilIdle(Duration.ofHours(1));

      var ended = slipway.machines().list().getFirst();
      assertThat(ended.error()).contains("java.lang.IllegalStateException");
      assertThat(ended.cause().orElseThrow())
          .contains("\"errorMessage\":\"there is no word\"")
          .contains("\"errorType\":\"java.lang.IllegalStateException\"")
          .contains("\"stackTrace\":[\"io.slipway.local.sample.Keep.run");
    }
  }

  private static List<String> words(LocalSlipway slipway) {
    return slipway
        .clients()
        .get(DynamoDbClient.class)
        .scan(scan -> scan.tableName("Words"))
        .items()
        .stream()
        .map(item -> item.get("Word").s())
        .toList();
  }
}
