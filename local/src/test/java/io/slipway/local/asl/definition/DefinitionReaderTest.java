package io.slipway.local.asl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when a definition is loaded, with the words of the service. */
class DefinitionReaderTest {

  private static String machine(String state) {
    return "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': " + state + "}}";
  }

  private static String refusal(String definition) {
    return catchThrowableOfType(
            InvalidDefinition.class, () -> DefinitionReader.read(definition.replace('\'', '"')))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'End': true} | The field 'Type' is required at /States/A",
        "{'Type': 'Step', 'End': true} | The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
        "{'Type': 'Pass'} | This object should have only one of the following fields: [Next, End] at /States/A",
        "{'Type': 'Pass', 'Next': 'B', 'End': true} | There should only be one of the following fields: [Next, End] at /States/A",
        "{'Type': 'Pass', 'Next': 'B'} | Missing 'Next' target: B at /States/A/Next",
        "{'Type': 'Succeed', 'Next': 'A'} | Field 'Next' is not supported at /States/A",
        "{'Type': 'Pass', 'Catch': [], 'End': true} | Field 'Catch' is not supported at /States/A",
        "{'Type': 'Wait', 'End': true} | This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A",
        "{'Type': 'Wait', 'Seconds': -1, 'End': true} | Minimum value is 0 at /States/A/Seconds",
        "{'Type': 'Wait', 'Seconds': 1.5, 'End': true} | Expected value of type Integer at /States/A/Seconds",
        "{'Type': 'Wait', 'Timestamp': 'soon', 'End': true} | String does not match RFC3339 timestamp at /States/A/Timestamp",
        "{'Type': 'Pass', 'InputPath': '$', 'End': true} | The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A",
        "{'Type': 'Pass', 'QueryLanguage': 'JSONPath', 'End': true} | 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
        "{'Type': 'Pass', 'Output': '{% $states.result %}', 'End': true} | Field '$states.result' does not exist. at /States/A/Output",
        "{'Type': 'Pass', 'Output': '{% $states.errorOutput %}', 'End': true} | Field '$states.errorOutput' does not exist. at /States/A/Output",
        "{'Type': 'Pass', 'Output': {'x': ['{% a[1,2) %}']}, 'End': true} | Expected \"]\", got \",\" at /States/A/Output/x[0]",
        "{'Type': 'Pass', 'Output': '{% 1 + %}', 'End': true} | Unexpected end of expression at /States/A/Output",
        "{'Type': 'Task', 'Resource': 'lambda', 'End': true} | Value is not a valid resource ARN at /States/A/Resource",
        "{'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true} | Local mode does not run a distributed Map at /States/A/ItemProcessor/ProcessorConfig/Mode",
        "{'Type': 'Task', 'Resource': 'arn:aws:lambda:eu-central-1:123456789012:function:f', 'Retry': [{'ErrorEquals': ['States.ALL', 'B']}], 'End': true} | States.ALL must appear alone and at end of list at /States/A/Retry[0]"
      })
  void aStateThatIsNotRightIsRefused(String state, String message) {
    var refusal = refusal(machine(state));
    assertThat(refusal).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "phone | Reference to 'phone' at the top level is not supported. at /States/A/Output/v",
        "$sum(prices) | Reference to 'prices' at the top level is not supported.",
        "{`k`: orders.id} | Reference to 'orders' at the top level is not supported.",
        "$$.x | Reference to '$$' is not supported.",
        "$states.result.x | Field '$states.result' does not exist.",
        "$states.errorOutput.x | Field '$states.errorOutput' does not exist."
      })
  void anExpressionReadsOnlyWhatThereIs(String expression, String message) {
    var state = "{'Type': 'Pass', 'Output': {'v': '{% " + expression + " %}'}, 'End': true}";
    assertThat(refusal(machine(state))).contains("UNSUPPORTED_JSONATA_EXPRESSION: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.orders[price > 5].{`id`: id, `of`: %.name}",
        "$map($states.input.orders, function($o) { $o.price })",
        "$states.input.orders^(price).id",
        "$states.input.orders{id: price}",
        "$states.input ~> |orders|{`paid`: price}|",
        "$contains($states.input.text, /$states.result phone/)"
      })
  void fieldsOfItemsAreNoReferencesToTheTopLevel(String expression) {
    var state = "{'Type': 'Pass', 'Output': '{% " + expression + " %}', 'End': true}";
    assertThatCode(() -> DefinitionReader.read(machine(state).replace('\'', '"')))
        .doesNotThrowAnyException();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(refusal("{'QueryLanguage':'JSONata','StartAt':'First','States':{}}"))
        .isEqualTo(
            "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at"
                + " /States, MISSING_TRANSITION_TARGET: Missing 'Next' target: First at /StartAt,"
                + " MISSING_END_STATE: Workflow has no terminal state at /'");
  }

  @Test
  void aBranchMayNotShadowAVariable() {
    assertThat(
            refusal(
                "{'QueryLanguage':'JSONata','StartAt':'A','States':{"
                    + "'A':{'Type':'Pass','Assign':{'x':1},'Next':'P'},'P':{'Type':'Parallel','End':true,"
                    + "'Branches':[{'StartAt':'B','States':{'B':{'Type':'Pass','Assign':{'x':2},'End':true}}}]}}}"))
        .contains("The variable name 'x' was already defined in a parent scope.");
  }

  @Test
  void jsonPathIsRefused() {
    assertThat(refusal("{'StartAt':'A','States':{'A':{'Type':'Pass','End':true}}}"))
        .contains("local mode runs 'JSONata' only");
  }

  @Test
  void aStateWithoutPathsMayStandBesideJsonataStates() {
    assertThatCode(
            () ->
                DefinitionReader.read(
                    "{'StartAt':'A','States':{'A':{'Type':'Pass','QueryLanguage':'JSONata','Next':'B'},'B':{'Type':'Pass','End':true}}}"
                        .replace('\'', '"')))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsNotJsonIsRefused() {
    assertThat(refusal("{'StartAt':")).contains("INVALID_JSON_DESCRIPTION");
    assertThat(refusal("[]")).contains("The definition is not a JSON object");
    assertThat(refusal("{'StartAt':'A','StartAt':'B'}")).contains("Duplicate");
    assertThat(refusal("[".repeat(5000))).contains("INVALID_JSON_DESCRIPTION");
  }
}
