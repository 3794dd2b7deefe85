package io.slipway.local.asl.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and errors of expressions as Step Functions gives them. */
class QueryTest {

  private static String value(String expression) throws InvalidQuery {
    ObjectNode states = JsonNodeFactory.instance.objectNode();
    states.putObject("input").put("n", 5).putNull("none").putArray("empty");
    var bindings =
        new Bindings(states, Map.of(), Instant.parse("2026-01-01T00:00:00Z"), new Random(1));
    return Query.parse("{% " + expression + " %}")
        .evaluate(bindings)
        .map(Object::toString)
        .orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1/0 | \"Infinity\"",
        "[1/0, -1/0] | [\"Infinity\",\"-Infinity\"]",
        "{'k': 1/0} | {\"k\":\"Infinity\"}",
        "0/0 | \"NaN\"",
        "1/0 > 5 | true",
        "$map([1,2], $formatNumber(?, '0.0')) | [\"1.0\",\"2.0\"]",
        "($f := $pad(?, 3); $f('a') & '.') | \"a  .\"",
        "$count(null) | 1",
        "$count($states.input.none) | 1",
        "$count([]) | 0",
        "$states.input.empty | []",
        "$exists($states.input.none) | true",
        "$string(1e20) | \"100000000000000000000\"",
        "$string(1e21) | \"1e+21\"",
        "$string(-1.5e20) | \"-150000000000000000000\"",
        "$string(999999999999999868928) | \"999999999999999900000\"",
        "$string(1e-6) | \"0.000001\"",
        "$string(1e-7) | \"1e-7\"",
        "$string(1/3) | \"0.333333333333333\"",
        "$string(0.1+0.2) | \"0.3\"",
        "0.1+0.2 | 0.30000000000000004",
        "$string({'n': 1e20}) | \"{\\\"n\\\":100000000000000000000}\"",
        "$string({'a': 1}, true) | \"{\\n  \\\"a\\\": 1\\n}\"",
        "$string(null) | \"null\"",
        "$string($sum) | \"\"",
        "1.0 | 1",
        "9007199254740991 | 9007199254740991",
        "$parse('{\"n\":9223372036854775807}').n | 9223372036854775807",
        "$parse('1e2') | 100",
        "$partition([1,2,3,4,5], 2) | [[1,2],[3,4],[5]]",
        "$partition([1,2,3]) | [[1,2,3]]",
        "$partition([], 2) | nothing",
        "$partition([1], 0) | nothing",
        "$range(0, 10, 2) | [0,2,4,6,8,10]",
        "$range(-1.7, 2, 1) | [-1,0,1,2]",
        "$range(3, 3, 1) | 3",
        "$range(5, 1, 1) | nothing",
        "$range(1, 5) | nothing",
        "$hash('input', 'SHA-1') | \"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"",
        "$hash('a') | nothing",
        "$random(42) | 0.7275636800328681",
        "$random(0.9) = $random(0) | true",
        "$map([1e20, 1e21], $string) | [\"100000000000000000000\",\"1e+21\"]",
        "$map(['{\"a\":1}', '{\"a\":2}'], $parse).a | [1,2]",
        "[$parseInteger('abc', '0')] | [\"NaN\"]",
        "$parseInteger('123', '0') | 123",
        "$formatNumber(1234.5678, '#,##0.00') | \"1,234.57\"",
        "$now() | \"2026-01-01T00:00:00.000Z\"",
        "$millis() | 1767225600000",
        "$number('0x1F') | 31",
        "$states.input.missing = null | false",
        "$pad('a', -5, '#') | \"####a\"",
        "$pad('a', 6, 'xyz') | \"axyzxy\"",
        "$pad('abc', 2) | \"abc\"",
        "null | null"
      })
  void hasTheValueThatTheServiceGives(String expression, String expected) throws InvalidQuery {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$sum(['a']) | T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
        "['a'] ~> $sum | T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
        "$abs('a') | T0410: Argument 1 of function \"abs\" does not match function signature",
        "$contains('a', 1) | T0410: Argument 2 of function \"contains\" does not match function signature",
        "$number(null) | T0410: Argument 1 of function \"number\" does not match function signature",
        "$parse(null) | T0410: Argument 1 of function \"parse\" does not match function signature",
        "$range('0',4,1) | T0410: Argument 1 of function \"range\" does not match function signature",
        "$range(0,4,1,2) | T0410: Argument 4 of function \"range\" does not match function signature",
        "1 < 'a' | T2009: The values 1 and \"a\" either side of operator \"<\" must be of the same data type",
        "1 + {} | T2002: The right side of the \"+\" operator must evaluate to a number",
        "1/0 + 1 | D1001: Number out of range: null",
        "$range($states.input.missing,4,1) | T0410: Argument 1 of function \"range\" does not match function signature",
        "$abs(null) | T0410: Argument 1 of function \"abs\" does not match function signature",
        "$abs(1, 2) | T0410: Argument 2 of function \"abs\" does not match function signature",
        "$sum(null) | T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
        "$map(['a'], $abs) | T0410: Argument 1 of function \"abs\" does not match function signature",
        "0.1+0.2 < 'a' | T2009: The values 0.30000000000000004 and \"a\" either side of operator \"<\" must be of the same data type",
        "-'a' | D1002: Cannot negate a non-numeric value: \"a\"",
        "$sqrt(-1) | D3060: The sqrt function cannot be applied to a negative number: -1",
        "$number('abc') | D3030: Unable to cast value to a number: \"abc\"",
        "$toMillis('nope') | D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given \"nope\"",
        "$eval('1+1') | T1006: Attempted to invoke a non-function",
        "$error('boom') | D3137: boom",
        "$parse('nope') | D3137: Invalid JSON",
        "$parse('{\"a\":1,\"a\":2}') | D3137: Invalid JSON",
        "$split('a','b',-1) | D3020: Third argument of split function must evaluate to a positive number",
        "$replace('a','','b') | D3010: Second argument of replace function cannot be an empty string",
        "$formatBase(10, 37) | D3100: The radix of the formatBase function must be between 2 and 36.  It was given 37",
        "$partition([1,2], -1) | D3137: Second argument must be zero or greater",
        "$formatNumber(1, 'x') | D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character",
        "$reduce([1,2], function($a){$a}) | D3050: The second argument of reduce function must be a function with at least two arguments"
      })
  void failsInTheWordsOfTheService(String expression, String expected) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessage("threw an error during evaluation. " + expected);
  }

  @Test
  void theLimitsOfTheServiceHaveNoCode() {
    assertThatThrownBy(() -> value("1" + "+1".repeat(200)))
        .hasMessage(
            "threw an error during evaluation: Stack overflow error: Check for non-terminating"
                + " recursive function. Consider rewriting as tail-recursive.");
    assertThatThrownBy(() -> value("$sum([1..900000])"))
        .hasMessage(
            "threw an error during evaluation: Expression evaluation memory limit exceeded: Check"
                + " for excessive memory usage");
  }

  @Test
  void ninetyNineAdditionsAreNotTooDeep() throws InvalidQuery {
    assertThat(value("1" + "+1".repeat(99))).isEqualTo("100");
  }

  @Test
  void whatTheServiceDoesNotExplainIsAnInternalError() {
    assertThatThrownBy(() -> value("$formatInteger(1, $states.input.missing)"))
        .hasMessage("threw an internal error during evaluation.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 ?? 2 | The symbol \"?\" cannot be used as a unary operator",
        "$states.input.n ?: 2 | The symbol \":\" cannot be used as a unary operator"
      })
  void operatorsOfNewerVersionsAreRefused(String expression, String message) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOf(InvalidQuery.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'a??b' | \"a??b\"",
        "$contains('ab', /(?:a)b??/) | true",
        "6 / 2 /* ?? */ | 3",
        "1 in /a??/ | false",
        "{`a?:b`: 1} | nothing"
      })
  void textsPatternsAndCommentsMayLookLikeThem(String expression, String expected)
      throws InvalidQuery {
    assertThat(value(expression.replace("{`a?:b`: 1}", "$states.input.`a?:b`")))
        .isEqualTo(expected);
  }

  @Test
  void aFunctionIsNoResult() {
    assertThatThrownBy(() -> value("function($x){$x}"))
        .hasMessage("returned an unsupported result type.");
  }
}
