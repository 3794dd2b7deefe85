package io.slipway.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A difference between the task definition that runs and the one that would be registered. It names
 * the place; its values only where they are sizes, ports, images and the like: variables, commands
 * and options of log drivers may hold secrets, be it that somebody has put them there by hand.
 *
 * @param path such as {@code containerDefinitions.app.environment.MODE}
 * @param from what stands there; empty where nothing does, or where it is not told
 * @param to what will stand there; likewise
 */
public record DefinitionChange(String path, Kind kind, Optional<String> from, Optional<String> to) {

  private static final Set<String> TOLD =
      Set.of(
          "containerPort",
          "cpu",
          "cpuArchitecture",
          "essential",
          "executionRoleArn",
          "hostPort",
          "image",
          "interval",
          "ipcMode",
          "logDriver",
          "memory",
          "memoryReservation",
          "networkMode",
          "operatingSystemFamily",
          "pidMode",
          "privileged",
          "protocol",
          "readonlyRootFilesystem",
          "requiresCompatibilities",
          "retries",
          "startPeriod",
          "startTimeout",
          "stopTimeout",
          "taskRoleArn",
          "timeout");

  /** The parts that hold names and values of others' choice. */
  private static final Pattern OPAQUE =
      Pattern.compile(".*\\.(environment|secrets|dockerLabels|options|driverOpts|labels)\\..*");

  /** Whether what stands at {@code path} may be shown. */
  static boolean isTold(String path) {
    return TOLD.contains(path.substring(path.lastIndexOf('.') + 1))
        && !OPAQUE.matcher("." + path).matches();
  }

  /** What becomes of the place. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  @Override
  public String toString() {
    return path + " is " + kind.name().toLowerCase(Locale.ROOT);
  }
}
