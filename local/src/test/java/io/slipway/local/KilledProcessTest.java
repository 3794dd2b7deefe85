package io.slipway.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.sample.Endless;
import io.slipway.local.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class KilledProcessTest {

  private static final int REQUESTS = 40;

  @TempDir private Path project;
  @TempDir private Path data;

  @Test
  void whatWasAcceptedIsDoneByTheNextProcess() throws Exception {
    var accepted = new HashSet<String>();
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                project.toString(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      while (accepted.size() < REQUESTS) {
        accepted.add(requireNonNull(lines.readLine(), "the process has ended by itself"));
      }
      var unused = process.destroyForcibly().waitFor();
    }

    try (var next = Sample.virtual(project).withData(data).start()) {
      assertThat(next.virtualTime().runUntilIdle(Duration.ofHours(1))).isTrue();
      assertThat(words(next)).containsAll(accepted);
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
