package io.slipway.spec;

import io.slipway.domain.Environment;
import io.slipway.domain.FreeText;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything about a service except its image. Stored in versions; a version never changes.
 *
 * @param containerPort the port that the application listens on
 * @param healthCheckPath the path that answers 200 while the application is well
 * @param nonProduction how many tasks every environment but production has
 * @param production how many tasks a slot of production has
 */
public record Specification(
    FargateSize size,
    int containerPort,
    String healthCheckPath,
    TaskRange nonProduction,
    TaskRange production) {

  private static final int LAST_PORT = 65_535;
  private static final int LONGEST_PATH = 1024;
  private static final Pattern PATH = Pattern.compile("/[!-~]*");

  public Specification {
    if (containerPort < 1 || containerPort > LAST_PORT) {
      throw Rejected.invalid(
          "specification.containerPort",
          "1 to " + LAST_PORT + " is allowed, but got " + containerPort);
    }
    FreeText.checked("specification.healthCheckPath", healthCheckPath, LONGEST_PATH);
    if (!PATH.matcher(healthCheckPath).matches()) {
      throw Rejected.invalid(
          "specification.healthCheckPath",
          "a slash and then printable ASCII characters without spaces are allowed, but got "
              + Quoted.of(healthCheckPath));
    }
  }

  /** How many tasks a place of {@code environment} has. */
  public TaskRange tasks(Environment environment) {
    return environment == Environment.PROD ? production : nonProduction;
  }

  /** What the template of {@code environment}'s stack takes from it: parameters by name. */
  public Map<String, String> parameters(Environment environment) {
    var parameters = new TreeMap<String, String>();
    parameters.put("Cpu", String.valueOf(size.cpu()));
    parameters.put("Memory", String.valueOf(size.memory()));
    parameters.put("ContainerPort", String.valueOf(containerPort));
    parameters.put("HealthCheckPath", healthCheckPath);
    parameters.put("MinCapacity", String.valueOf(tasks(environment).min()));
    parameters.put("MaxCapacity", String.valueOf(tasks(environment).max()));
    return parameters;
  }
}
