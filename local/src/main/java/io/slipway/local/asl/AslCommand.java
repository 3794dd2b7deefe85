package io.slipway.local.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.slipway.local.asl.definition.InvalidDefinition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway asl}: runs state machines without an account. */
@Command(
    name = "asl",
    description = "Runs Amazon States Language definitions (JSONata).",
    subcommands = AslCommand.RunCommand.class,
    mixinStandardHelpOptions = true)
public final class AslCommand implements Runnable {

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Spec private CommandSpec spec;

  /** Runs the command as its own program; returns the exit code. */
  public static int execute(String... arguments) {
    return new CommandLine(new AslCommand()).execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
  }

  /** {@code slipway asl run}. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Runs DEFINITION with INPUT in virtual time and prints how it ended as one JSON document.",
        "Tasks answer from the file given with --mock: a JSON object from the name of a state or a",
        "Lambda function to its answers in order; an answer is {\"result\": …},",
        "{\"error\": …, \"cause\": …}, {\"Return\": …}, {\"Throw\": {\"Error\": …, \"Cause\": …}}",
        "or any other JSON as the result. The last answer is given again and again."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:the execution succeeded",
        "1:it failed or timed out",
        "2:the arguments, a file or the definition are not usable"
      })
  static final class RunCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DEFINITION.json", description = "the state machine")
    private Path definition;

    @Parameters(index = "1", paramLabel = "INPUT.json", description = "the execution's input")
    private Path input;

    @Option(names = "--mock", paramLabel = "MOCK.json", description = "the answers of tasks")
    private Optional<Path> mock;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = "when the execution starts (default: ${DEFAULT-VALUE})",
        defaultValue = "2026-01-01T00:00:00Z")
    private Instant start;

    @Override
    public Integer call() {
      try {
        var outcome = outcome();
        spec.commandLine().getOut().println(pretty().writeValueAsString(outcome));
        return outcome.path("status").asText().equals(Status.SUCCEEDED.name()) ? 0 : 1;
      } catch (InvalidDefinition e) {
        return refused(definition + ": " + e.getMessage());
      } catch (IllegalArgumentException | IOException e) {
        return refused(e.getMessage());
      } catch (StackOverflowError e) {
        return refused("the documents are nested too deeply");
      }
    }

    /** The JSONata library writes to standard output where it fails; the document stays alone. */
    private JsonNode outcome() throws IOException {
      var output = System.out;
      System.setOut(System.err);
      try {
        var answers = mock.isPresent() ? json(mock.get()) : Json.MAPPER.createObjectNode();
        var run = new LocalRun(start, MockFile.read(answers));
        return run.outcome(text(definition), input(input));
      } finally {
        System.setOut(output);
      }
    }

    private int refused(String why) {
      spec.commandLine().getErr().println("asl run: " + why);
      return 2;
    }

    private static ObjectWriter pretty() {
      return Json.MAPPER.writerWithDefaultPrettyPrinter();
    }

    private static JsonNode json(Path file) throws IOException {
      var text = text(file);
      if (text.isBlank()) {
        throw new IllegalArgumentException(file + " is empty");
      }
      try {
        return Json.MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            file + " is not JSON: " + e.getOriginalMessage() + place(e), e);
      }
    }

    private static String place(JsonProcessingException e) {
      var place = e.getLocation();
      return place == null
          ? ""
          : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static JsonNode input(Path file) throws IOException {
      var input = json(file);
      if (Payload.isTooLarge(input)) {
        throw new IllegalArgumentException(
            file + " is longer than an execution's input may be: " + Payload.BYTES + " bytes");
      }
      return input;
    }

    private static String text(Path file) throws IOException {
      try {
        if (Files.isDirectory(file)) {
          throw new IllegalArgumentException(file + " is a directory");
        }
        if (Files.size(file) > MOST_BYTES) {
          throw new IllegalArgumentException(file + " is longer than " + MOST_BYTES + " bytes");
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      } catch (NoSuchFileException e) {
        throw new IllegalArgumentException("there is no file " + file, e);
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException(file + " is not UTF-8", e);
      }
    }
  }
}
