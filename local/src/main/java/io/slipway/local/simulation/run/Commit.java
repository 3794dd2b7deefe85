package io.slipway.local.simulation.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which commit is run, for reports. */
final class Commit {

  private static final int SHORT = 10;
  private static final String REFERENCE = "ref: ";

  private Commit() {}

  /** The first digits of what is checked out in {@code root}; says so where nothing tells. */
  static String of(Path root) {
    try {
      var git = root.resolve(".git");
      var head = Files.readString(git.resolve("HEAD")).strip();
      var commit =
          head.startsWith(REFERENCE)
              ? Files.readString(git.resolve(head.substring(REFERENCE.length()))).strip()
              : head;
      return commit.substring(0, SHORT);
    } catch (IOException e) {
      return "(commit unknown)";
    }
  }
}
