package io.slipway.spec;

import io.slipway.domain.Rejected;
import java.util.Optional;

/**
 * A specification as a caller writes it: whatever is left out has a default.
 *
 * @param cpu CPU units, default 256
 * @param memory MiB, default the least that Fargate has for {@code cpu}
 * @param containerPort default 80
 * @param healthCheckPath default /health
 * @param tasks how many, by kind of environment
 */
public record SpecificationForm(
    Optional<Integer> cpu,
    Optional<Integer> memory,
    Optional<Integer> containerPort,
    Optional<String> healthCheckPath,
    Optional<Tasks> tasks) {

  private static final int CPU = 256;
  private static final int PORT = 80;
  private static final String HEALTH = "/health";
  private static final TaskRange NON_PRODUCTION = new TaskRange(1, 2);
  private static final TaskRange PRODUCTION = new TaskRange(2, 4);

  /**
   * How many tasks a service has once something has been deployed.
   *
   * @param nonProduction default 1 to 2
   * @param production of each slot, default 2 to 4
   */
  public record Tasks(Optional<Range> nonProduction, Optional<Range> production) {}

  /** At least {@code min}, at most {@code max}; the same number for no scaling. */
  public record Range(int min, int max) {}

  /** A form that leaves everything out. */
  public static SpecificationForm empty() {
    return new SpecificationForm(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The specification.
   *
   * @throws Rejected 400, naming the field and what is allowed
   */
  public Specification read() {
    int units = cpu.orElse(CPU);
    return new Specification(
        memory.map(mib -> new FargateSize(units, mib)).orElseGet(() -> FargateSize.leastOf(units)),
        containerPort.orElse(PORT),
        healthCheckPath.orElse(HEALTH),
        range("nonProduction", tasks.flatMap(Tasks::nonProduction), NON_PRODUCTION),
        range("production", tasks.flatMap(Tasks::production), PRODUCTION));
  }

  private static TaskRange range(String name, Optional<Range> range, TaskRange otherwise) {
    return range.map(given -> TaskRange.of(name, given.min(), given.max())).orElse(otherwise);
  }
}
