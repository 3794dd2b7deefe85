package io.slipway.domain;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How images are made of a repository's commits.
 *
 * @param recipe what says how
 * @param arguments names of the application's parameters that the build gets
 * @param parametersOf whose values they have; an environment outside production
 * @param cache whether layers of earlier builds are used where they are at hand
 * @param connection the ARN of the connection through which the source is fetched; without it, the
 *     webhook's token does that
 * @param timeout after which the build is given up
 * @param scan what may be found in the image
 */
public record BuildSettings(
    Recipe recipe,
    Architecture architecture,
    Size size,
    List<String> arguments,
    Environment parametersOf,
    boolean cache,
    Optional<String> connection,
    Duration timeout,
    ScanPolicy scan) {

  public static final Duration SHORTEST = Duration.ofMinutes(5);
  public static final Duration LONGEST = Duration.ofHours(2);

  /** How it is done where nobody says otherwise: by the Dockerfile at the top. */
  public static final BuildSettings DEFAULT =
      new BuildSettings(
          new Recipe.Dockerfile("Dockerfile", "."),
          Architecture.X86_64,
          Size.SMALL,
          List.of(),
          Environment.DEV,
          true,
          Optional.empty(),
          Duration.ofMinutes(30),
          ScanPolicy.DEFAULT);

  public BuildSettings {
    arguments = List.copyOf(arguments);
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a build takes no " + timeout);
    }
  }

  /** What says how an image is made. */
  public sealed interface Recipe {

    /**
     * A Dockerfile.
     *
     * @param path of it in the repository
     * @param context the folder that it sees
     */
    record Dockerfile(String path, String context) implements Recipe {}

    /**
     * The repository's own steps, which push the image themselves.
     *
     * @param path in the repository
     */
    record Buildspec(String path) implements Recipe {}
  }

  /** Which processors the image is for. */
  public enum Architecture {
    X86_64,
    ARM64;

    /** The one that is written {@code text}. */
    public static Optional<Architecture> find(String text) {
      return Arrays.stream(values()).filter(one -> one.toString().equals(text)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much memory and how many processors a build has. */
  public enum Size {
    SMALL,
    MEDIUM,
    LARGE;

    /** The one that is written {@code text}. */
    public static Optional<Size> find(String text) {
      return Arrays.stream(values()).filter(one -> one.toString().equals(text)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
