package io.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          local --port 65536 | --port must be 0 (any that is free) to 65535, but is 65536
          local --traffic-port -1 | --traffic-port must be 0 (any that is free) to 65535, but is -1
          local --port abc   | Invalid value for option '--port': 'abc' is not an int
          local --port       | Missing required parameter for option '--port' (PORT)
          local --speed 0    | --speed must be 0.01 to 1000, but is 0.0
          local --speed NaN  | --speed must be 0.01 to 1000, but is NaN
          demo --speed 0     | --speed must be 1 to 200, but is 0.0
          demo --speed 201   | --speed must be 1 to 200, but is 201.0
          local --sped 2     | Unknown options: '--sped', '2'
          locl               | Unmatched argument at index 0: 'locl'
          """)
  void aWrongOptionIsOneLineAndExitCodeTwo(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("slipway: " + message).doesNotContain("\tat ");
  }

  @Test
  void helpTellsTheOptionsAndTheirDefaults() {
    assertThat(run("local", "--help")).isZero();

    assertThat(out.toString()).contains("--port=PORT", "Default: 3000", "--speed", "--data=DIR");
  }

  @Test
  void aTakenPortIsOneLineThatSaysWhatToDo() throws Exception {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (var taken = new ServerSocket(0, 1, loopback)) {
      int port = taken.getLocalPort();

      assertThat(run("local", "--port", Integer.toString(port))).isEqualTo(2);

      assertThat(err.toString())
          .startsWith("slipway: port " + port + " is taken: stop what listens there, or give")
          .hasLineCount(1);
    }
  }

  @Test
  void aTakenTrafficPortIsToldByItsOwnOption() throws Exception {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (var taken = new ServerSocket(0, 1, loopback)) {
      var port = Integer.toString(taken.getLocalPort());

      assertThat(run("local", "--port", "0", "--traffic-port", port)).isEqualTo(2);

      assertThat(err.toString()).contains("./slipway local --traffic-port ");
    }
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
