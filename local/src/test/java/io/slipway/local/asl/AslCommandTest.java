package io.slipway.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code slipway asl run}, as somebody types it. */
class AslCommandTest {

  private static final String TASK =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Pay", "States": {"Pay": {"Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "pay"},
        "Output": "{% $states.result.Payload %}", "End": true}}}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new AslCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private JsonNode printed() {
    return Json.read(out.toString());
  }

  @Test
  void printsTheOutcomeAsOneDocument() throws IOException {
    int exit =
        run(
            "run",
            file("d.json", TASK),
            file("i.json", "{}"),
            "--mock",
            file("m.json", "{\"pay\": [{\"result\": {\"paid\": true}}]}"));
    assertThat(exit).isZero();
    assertThat(printed())
        .isEqualTo(Json.read("{\"status\":\"SUCCEEDED\",\"output\":{\"paid\":true}}"));
  }

  @Test
  void takesAMockFileOfStepFunctionsLocal() throws IOException {
    var mocks =
        """
        {"StateMachines": {"m": {"TestCases": {"c": {"Pay": "Paid"}}}},
         "MockedResponses": {"Paid": {"0": {"Return": {"Payload": 7, "StatusCode": 200}}}}}
        """;
    run("run", file("d.json", TASK), file("i.json", "{}"), "--mock", file("m.json", mocks));
    assertThat(printed().path("output").asInt()).isEqualTo(7);
  }

  @Test
  void aFailureIsAnOutcomeToo() throws IOException {
    int exit =
        run(
            "run",
            file("d.json", TASK),
            file("i.json", "{}"),
            "--mock",
            file("m.json", "{\"Pay\": {\"error\": \"Declined\", \"cause\": \"no funds\"}}"));
    assertThat(exit).isEqualTo(1);
    assertThat(printed())
        .isEqualTo(
            Json.read("{\"status\":\"FAILED\",\"error\":\"Declined\",\"cause\":\"no funds\"}"));
  }

  @Test
  void aTaskWithoutAMockIsNamed() throws IOException {
    assertThat(run("run", file("d.json", TASK), file("i.json", "{}"))).isEqualTo(2);
    assertThat(err.toString()).contains("state 'Pay' calls 'pay', for which there is no mock");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    var definition = file("d.json", TASK);
    assertThat(run("run", definition, folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(run("run", definition, file("i.json", "{nope"))).isEqualTo(2);
    assertThat(run("run", file("e.json", "{\"StartAt\": 1}"), file("j.json", "{}"))).isEqualTo(2);
    assertThat(run("run", file("f.json", "[".repeat(100_000)), file("k.json", "{}"))).isEqualTo(2);
    assertThat(run("run")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no file")
        .contains("i.json is not JSON")
        .contains("SCHEMA_VALIDATION_FAILED")
        .contains("INVALID_JSON_DESCRIPTION")
        .contains("Missing required parameters");
  }

  @Test
  void aYearPassesAtOnce() throws IOException {
    var waiting =
        """
        {"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait",
          "Seconds": 31000000, "Output": "{% $states.context.Execution.StartTime %}", "End": true}}}
        """;
    assertThat(run("run", file("d.json", waiting), file("i.json", "{}"))).isZero();
    assertThat(printed().path("output").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
  }
}
