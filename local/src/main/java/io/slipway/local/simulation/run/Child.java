package io.slipway.local.simulation.run;

import io.slipway.runtime.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Another process that runs a part of the cases and tells their outcomes line by line. */
final class Child {

  private final Process process;
  private final Thread reader;

  private Child(Process process, Thread reader) {
    this.process = process;
    this.reader = reader;
  }

  /**
   * Starts {@code simulate --lines} with these arguments; each outcome is handed on as it comes.
   */
  static Child start(List<String> arguments, Consumer<Outcome> outcomes) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (var name :
        List.of(
            "jdk.virtualThreadScheduler.parallelism", "jdk.virtualThreadScheduler.maxPoolSize")) {
      command.add("-D" + name + "=1");
    }
    command.add("-Dslipway.home=" + System.getProperty("slipway.home", ""));
    command.add("-XX:+UseSerialGC");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.slipway.local.Main");
    command.add("simulate");
    command.add("--lines");
    command.addAll(arguments);
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var reader = Thread.ofPlatform().daemon().start(() -> read(process, outcomes));
      return new Child(process, reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start another process", e);
    }
  }

  private static void read(Process process, Consumer<Outcome> outcomes) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        outcomes.accept(Json.readOwn(line, Outcome.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end; says whether it came to it by itself. */
  boolean finish() throws InterruptedException {
    reader.join();
    return process.waitFor() <= 1;
  }
}
