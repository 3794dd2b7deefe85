package io.slipway.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.FreeText;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.Said;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The short form of a specification, for an application of one container: whatever is left out has
 * a default.
 *
 * @param cpu CPU units, default 256
 * @param memory MiB, default the least that Fargate has for {@code cpu}
 * @param containerPort default 80
 * @param healthCheckPath default /health
 * @param tasks how many, by kind of environment
 */
public record SpecificationForm(
    @Key(
            says = "CPU units of a task; left out: 256",
            min = 256,
            max = 16_384,
            aws = "TaskDefinition.Cpu")
        Optional<Integer> cpu,
    @Key(
            says = "MiB of a task; left out: the least that Fargate has for cpu",
            min = 512,
            max = 122_880,
            aws = "TaskDefinition.Memory")
        Optional<Integer> memory,
    @Key(
            says = "the port that the application listens on; left out: 80",
            min = 1,
            max = 65_535,
            aws = "ContainerDefinition.PortMappings.ContainerPort")
        Optional<Integer> containerPort,
    @Key(
            says = "the path that answers 200 while the application is well; left out: /health",
            pattern = Words.PATH,
            expects = Words.PATH_SAYS,
            longest = 1024,
            aws = "TargetGroup.HealthCheckPath")
        Optional<String> healthCheckPath,
    @Key(says = "how many tasks there are, by kind of environment") Optional<Tasks> tasks) {

  private static final String TOP = "specification.";
  private static final int CPU = 256;
  private static final int PORT = 80;
  private static final int LAST_PORT = 65_535;
  private static final String HEALTH = "/health";
  private static final int LONGEST_PATH = 1024;
  private static final Form<Specification> FORM = new Form<>(Specification.class, Naming.CAMEL);
  private static final TaskRange NON_PRODUCTION = new TaskRange(1, 2);
  private static final TaskRange PRODUCTION = new TaskRange(2, 4);

  /**
   * How many tasks a service has once something has been deployed.
   *
   * @param nonProduction default 1 to 2
   * @param production of each slot, default 2 to 4
   */
  public record Tasks(
      @Key(says = "in every environment but production; left out: 1 to 2")
          Optional<Range> nonProduction,
      @Key(says = "in a slot of production; left out: 2 to 4") Optional<Range> production) {}

  /** At least {@code min}, at most {@code max}; the same number for no scaling. */
  public record Range(
      @Key(says = "the fewest", min = 1, max = TaskRange.MOST, aws = "ScalableTarget.MinCapacity")
          int min,
      @Key(says = "the most", min = 1, max = TaskRange.MOST, aws = "ScalableTarget.MaxCapacity")
          int max) {}

  /** A form that leaves everything out. */
  public static SpecificationForm empty() {
    return new SpecificationForm(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The specification: one service of one container, behind the load balancer of its environment.
   *
   * @throws Rejected 400, naming the field and what is allowed
   */
  public Specification read() {
    var problems = new Problems();
    var read = read((path, why) -> problems.add(TOP + path, why));
    problems.refuse();
    return read.orElseThrow();
  }

  /** The specification, with a default for what is not allowed, which is said. */
  public Optional<Specification> read(Said problems) {
    int units = cpu.orElse(CPU);
    var size =
        allowed(
            () -> memory.map(mib -> new FargateSize(units, mib)).orElse(FargateSize.leastOf(units)),
            FargateSize.leastOf(CPU),
            problems);
    int port = allowed(this::port, PORT, problems);
    var document = JsonNodeFactory.instance.objectNode();
    var service = document.putObject("services").putObject("app");
    var task = service.putObject("task").put("cpu", size.cpu()).put("memory", size.memory());
    var container = task.putArray("containers").addObject().put("name", "app");
    container.putArray("ports").addObject().put("containerPort", port);
    var group = service.putArray("targetGroups").addObject().put("container", "app");
    group
        .put("containerPort", port)
        .putObject("healthCheck")
        .put("path", allowed(this::health, HEALTH, problems));
    var scaling = service.putObject("scaling");
    put(
        scaling,
        allowed(
            () -> range("nonProduction", tasks.flatMap(Tasks::nonProduction), NON_PRODUCTION),
            NON_PRODUCTION,
            problems),
        false);
    put(
        scaling,
        allowed(
            () -> range("production", tasks.flatMap(Tasks::production), PRODUCTION),
            PRODUCTION,
            problems),
        true);
    return FORM.read(document, "", problems);
  }

  private static <T> T allowed(Supplier<T> value, T otherwise, Said problems) {
    try {
      return value.get();
    } catch (Rejected e) {
      e.faults()
          .forEach(
              fault ->
                  problems.add(
                      fault.path().startsWith(TOP)
                          ? fault.path().substring(TOP.length())
                          : fault.path(),
                      fault.message()));
      return otherwise;
    }
  }

  private int port() {
    int port = containerPort.orElse(PORT);
    if (port < 1 || port > LAST_PORT) {
      throw Rejected.invalid(
          "specification.containerPort", "1 to " + LAST_PORT + " is allowed, but got " + port);
    }
    return port;
  }

  private String health() {
    var path = healthCheckPath.orElse(HEALTH);
    FreeText.checked("specification.healthCheckPath", path, LONGEST_PATH);
    if (!path.matches(Words.PATH)) {
      throw Rejected.invalid(
          "specification.healthCheckPath",
          Words.PATH_SAYS + " are allowed, but got " + Quoted.of(path));
    }
    return path;
  }

  private static void put(ObjectNode scaling, TaskRange range, boolean production) {
    scaling
        .putObject(production ? "production" : "nonProduction")
        .put("min", range.min())
        .put("max", range.max());
  }

  private static TaskRange range(String name, Optional<Range> range, TaskRange otherwise) {
    return range.map(given -> TaskRange.of(name, given.min(), given.max())).orElse(otherwise);
  }
}
