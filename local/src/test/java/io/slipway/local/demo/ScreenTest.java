package io.slipway.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void aTerminalGetsLinesThatAreDrawnAgain() {
    var screen = screen(Optional.of(90), true, StandardCharsets.UTF_8);

    screen.live(List.of("one", "two"));
    screen.live(List.of("three", "four"));
    screen.line("stays");

    assertThat(text())
        .isEqualTo(
            "\033[?25lone\033[K\ntwo\033[K\n\033[J"
                + "\033[2A\rthree\033[K\nfour\033[K\n\033[J"
                + "\033[2A\r\033[J\033[?25hstays\n");
  }

  @Test
  void closingGivesTheCursorBackAndNothingIsShownAfterwards() {
    var screen = screen(Optional.of(90), true, StandardCharsets.UTF_8);
    screen.live(List.of("one"));

    screen.close();
    screen.line("late");
    screen.live(List.of("later"));

    assertThat(text()).endsWith("\033[?25h");
  }

  @ParameterizedTest
  @CsvSource({"79", "0"})
  void aTerminalTooNarrowToDrawOnGetsPlainLines(int columns) {
    var screen = screen(Optional.of(columns), true, StandardCharsets.UTF_8);

    screen.live(List.of("one"));
    screen.line(screen.ink(Screen.Ink.GOOD, "stays"));

    assertThat(text()).isEqualTo("stays\n");
  }

  @Test
  void withoutColoursLinesAreStillDrawnAgain() {
    var screen = screen(Optional.of(90), false, StandardCharsets.UTF_8);

    screen.live(List.of(screen.ink(Screen.Ink.BAD, "one")));

    assertThat(text()).contains("one").doesNotContain("\033[31m");
  }

  @Test
  void whereTheEncodingHasNoBlocksAsciiIsDrawn() {
    var screen = screen(Optional.empty(), true, StandardCharsets.US_ASCII);

    screen.line(new Drawing(screen).watching(Duration.ofSeconds(35), Duration.ofSeconds(70), "x"));

    assertThat(text()).isEqualTo("            ##########.......... 0:35 of 1:10  x\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          short                 | 10 | 2 | "short"
          one two three four    | 10 | 2 | "one two/three four"
          one two three four    | 10 | 1 | "one two t…"
          goes up by 10 % now   | 13 | 2 | "goes up by/10 % now"
          abcdefghijkl          |  5 | 3 | "abcde/fghij/kl"
          """)
  void textIsBrokenAtSpacesAndCutAtTheEnd(String text, int width, int most, String lines) {
    assertThat(Wrapping.of(text, width, most, "…")).containsExactly(lines.split("/"));
  }

  private Screen screen(Optional<Integer> columns, boolean coloured, Charset charset) {
    return new Screen(new PrintStream(shown, true, charset), columns, coloured);
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
