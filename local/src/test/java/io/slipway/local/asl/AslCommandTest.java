package io.slipway.local.asl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
    assertThat(run("run", definition, file("g.json", "[".repeat(5000)))).isEqualTo(2);
    assertThat(run("run", definition, file("h.json", ""))).isEqualTo(2);
    assertThat(run("run", definition, folder.toString())).isEqualTo(2);
    var long256 = "\"" + "x".repeat(262_143) + "\"";
    assertThat(run("run", definition, file("l.json", long256))).isEqualTo(2);
    assertThat(run("run")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("there is no file")
        .contains("g.json is not JSON: Document nesting depth")
        .contains("h.json is empty")
        .contains("is a directory")
        .contains("l.json is longer than an execution's input may be: 262144 bytes")
        .contains("i.json is not JSON")
        .contains("SCHEMA_VALIDATION_FAILED")
        .contains("INVALID_JSON_DESCRIPTION")
        .contains("Missing required parameters");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheDocument() throws IOException {
    var given = file("d.json", "\uFEFF" + TASK.replace("$states.result.Payload", "$states.input"));
    run("run", given, file("i.json", "\uFEFF{\"a\": 1}"), "--mock", file("m.json", "{\"pay\": 1}"));
    assertThat(printed().path("output").path("a").asInt()).isEqualTo(1);
  }

  @Test
  void nothingButTheDocumentIsPrinted() throws IOException {
    var printed = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      var noisy = TASK.replace("$states.result.Payload", "5()");
      run(
          "run",
          file("d.json", noisy),
          file("i.json", "{}"),
          "--mock",
          file("m.json", "{\"pay\": 1}"));
    } finally {
      System.setOut(console);
    }
    assertThat(printed.size()).isZero();
    assertThat(printed().path("cause").asText())
        .contains("T1006: Attempted to invoke a non-function");
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
