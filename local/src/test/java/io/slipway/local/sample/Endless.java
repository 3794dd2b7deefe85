package io.slipway.local.sample;

import java.nio.file.Path;

/** A process that makes request after request, says which were accepted, and never ends. */
public final class Endless {

  private Endless() {}

  /** Takes the project's folder and the data folder. */
  public static void main(String[] arguments) {
    var setup = Sample.live(Path.of(arguments[0])).withData(Path.of(arguments[1]));
    var slipway = setup.start();
    for (int i = 0; ; i++) {
      if (slipway.call("POST", "/words/w" + i + "?wait=0", "{}").status() == 202) {
        System.out.println("w" + i);
      }
    }
  }
}
