package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.MockedTasks.MockAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of mocked answers:
 *
 * <pre>{@code
 * {
 *   "Pay": [{"error": "Declined", "cause": "no funds"}, {"result": {"paid": true}}],
 *   "ship-order": {"0-1": {"Throw": {"Error": "Busy"}}, "2": {"Return": {"Payload": {"at": 7}}}}
 * }
 * }</pre>
 *
 * <p>A key is the name of a state or of a Lambda function; the state's counts where both are there.
 * Its answers are a list in order, one answer alone, or numbered ranges. An answer is {@code
 * {"result": …}} (what the function returns), {@code {"error": …, "cause": …}}, {@code {"Return":
 * …}} (the whole response, as Step Functions Local has it) or {@code {"Throw": {"Error": …,
 * "Cause": …}}}; any other JSON is a result as it stands. An empty list never answers. A file of
 * Step Functions Local with one machine and one test case is taken as well.
 */
final class MockFile {

  private static final int MOST_ANSWERS = 100_000;

  private MockFile() {}

  /** Throws {@link IllegalArgumentException} with what is wrong. */
  static Map<String, List<MockAnswer>> read(JsonNode file) {
    if (!file.isObject()) {
      throw new IllegalArgumentException("the mocks are not a JSON object");
    }
    Map<String, List<MockAnswer>> answers = new LinkedHashMap<>();
    if (file.has("MockedResponses") && file.has("StateMachines")) {
      testCase(file)
          .properties()
          .forEach(
              state ->
                  answers.put(
                      state.getKey(),
                      list(
                          state.getKey(),
                          file.path("MockedResponses").path(state.getValue().asText()))));
    } else {
      file.properties()
          .forEach(one -> answers.put(one.getKey(), list(one.getKey(), one.getValue())));
    }
    return answers;
  }

  private static JsonNode testCase(JsonNode file) {
    var machine = only(file.path("StateMachines"), "StateMachines");
    return only(machine.path("TestCases"), "TestCases");
  }

  private static JsonNode only(JsonNode object, String name) {
    if (object.size() != 1) {
      throw new IllegalArgumentException(
          name + " of the mocks has " + object.size() + " members; exactly one can be run");
    }
    return object.elements().next();
  }

  private static List<MockAnswer> list(String key, JsonNode answers) {
    List<MockAnswer> list = new ArrayList<>();
    if (answers.isArray()) {
      answers.forEach(answer -> list.add(answer(key, answer)));
    } else if (isNumbered(answers)) {
      answers.properties().forEach(one -> numbered(key, one.getKey(), one.getValue(), list));
    } else {
      list.add(answer(key, answers));
    }
    return list;
  }

  private static boolean isNumbered(JsonNode answers) {
    if (!answers.isObject() || answers.isEmpty()) {
      return false;
    }
    return answers.properties().stream()
        .allMatch(one -> one.getKey().matches("\\d{1,6}(-\\d{1,6})?"));
  }

  private static void numbered(String key, String range, JsonNode answer, List<MockAnswer> list) {
    var ends = range.split("-", 2);
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[ends.length - 1]);
    if (first != list.size() || last < first || last >= MOST_ANSWERS) {
      throw new IllegalArgumentException(
          "mock '%s': '%s' does not follow answer %d".formatted(key, range, list.size() - 1));
    }
    for (int number = first; number <= last; number++) {
      list.add(answer(key, answer));
    }
  }

  private static MockAnswer answer(String key, JsonNode answer) {
    if (isOnly(answer, "Throw")) {
      var thrown = answer.get("Throw");
      return error(key, thrown.path("Error"), thrown.path("Cause"));
    }
    if (isOnly(answer, "error", "cause") && answer.has("error")) {
      return error(key, answer.path("error"), answer.path("cause"));
    }
    if (isOnly(answer, "Return")) {
      return new MockAnswer(answer.get("Return"), true, null, null);
    }
    return new MockAnswer(
        isOnly(answer, "result") ? answer.get("result") : answer, false, null, null);
  }

  private static MockAnswer error(String key, JsonNode error, JsonNode cause) {
    if (!error.isTextual()) {
      throw new IllegalArgumentException("mock '" + key + "': an error has no name");
    }
    var text = cause.isTextual() ? cause.textValue() : cause.toString();
    return new MockAnswer(
        null, false, error.textValue(), cause.isMissingNode() || cause.isNull() ? null : text);
  }

  private static boolean isOnly(JsonNode answer, String... names) {
    var allowed = List.of(names);
    return answer.isObject()
        && !answer.isEmpty()
        && answer.properties().stream().allMatch(one -> allowed.contains(one.getKey()));
  }
}
