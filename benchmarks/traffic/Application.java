package traffic;

import java.util.Set;

/** An application with the releases that may answer at present. */
final class Application {
  final String name;
  final String host;

  /** Read by customers, written by who releases. */
  volatile Set<String> expected = Set.of();

  String live = "";
  String idle = "";
  private int releases;

  Application(String name) {
    this.name = name;
    this.host = name + "-prod.slipway.test";
  }

  String nextTag() {
    return "1.0." + releases++;
  }
}
