import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.account.Call;
import io.slipway.local.asl.Status;
import io.slipway.local.asl.Transitioned;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What one operation costs in AWS: its calls, state transitions and invocations, counted in local
 * mode on virtual time. Prints a table; asserts nothing. Run it with benchmarks/footprint.sh.
 */
public final class Footprint {

  private static final Duration LONGEST = Duration.ofHours(4);

  private final AtomicLong invocations = new AtomicLong();
  private final AtomicLong transitions = new AtomicLong();
  private final LocalSlipway slipway;

  private Footprint() {
    this.slipway =
        Setup.virtual()
            .withHandlers(
                (function, platform) -> {
                  var handler = HandlerFactory.byConstructor(function, platform);
                  return (in, out, context) -> {
                    invocations.incrementAndGet();
                    handler.handleRequest(in, out, context);
                  };
                })
            .start();
    slipway
        .machines()
        .listen(
            new Transitioned() {
              @Override
              public void entered(String machineArn, String executionArn, String stateName) {
                transitions.incrementAndGet();
              }

              @Override
              public void exited(String machineArn, String executionArn, String stateName) {}
            });
  }

  public static void main(String[] arguments) throws IOException {
    var footprint = new Footprint();
    System.out.println(
        "| operation | takes | state transitions | invocations | AWS calls | of these |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | --- |");
    footprint.measure();
    footprint.slipway.close();
  }

  private void measure() throws IOException {
    operation("create with training", "POST", "/stacks", sample("create-stack", "Cats"));
    for (var tag : List.of("1.0.0", "2.0.1")) {
      post("/local/images", Map.of("repository", "cats", "tag", tag));
    }
    operation(
        "deploy to one environment",
        "POST",
        "/stacks/deploy",
        json(Map.of("applicationName", "Cats", "environment", "dev", "imageTag", "1.0.0")));
    operation("deploy to dev, qa and stage", "POST", "/stacks/deploy", sample("deploy", "Cats"));
    operation(
        "deploy to the idle slot",
        "POST",
        "/stacks/deploytoprodBlue",
        json(Map.of("applicationName", "Cats", "imageTag", "1.0.0")));
    operation("swap", "POST", "/stacks/swapProdBlueAndGreen", sample("swap", "Cats"));
    operation(
        "deploy to the idle slot, again",
        "POST",
        "/stacks/deploytoprodBlue",
        json(Map.of("applicationName", "Cats", "imageTag", "2.0.1")));
    operation(
        "canary, 10 % and 60 %", "POST", "/stacks/canaryShift", sample("canary-shift", "Cats"));
    operation("rollback by weights", "POST", "/stacks/rollback", sample("rollback", "Cats"));
    operation(
        "delete with images",
        "DELETE",
        "/stacks",
        json(Map.of("stack", "Cats", "deleteImages", true)));
  }

  private void operation(String name, String method, String path, JsonNode body) {
    var began = slipway.timeline().clock().instant();
    long transitionsBefore = transitions.get();
    long invocationsBefore = invocations.get();
    long callsBefore = lastCall();
    var answer = slipway.call(method, path, body);
    if (answer.status() != 202) {
      throw new IllegalStateException(name + ": " + answer.text());
    }
    var id = answer.json().path("operationId").asText();
    if (!slipway.virtualTime().runUntil(() -> ended(id), LONGEST)) {
      throw new IllegalStateException(name + " does not end");
    }
    // The notice of its end comes after it.
    slipway.virtualTime().runFor(Duration.ofSeconds(5));
    if (slipway.machines().list().stream()
        .anyMatch(execution -> execution.status() != Status.SUCCEEDED)) {
      throw new IllegalStateException(name + " has failed");
    }
    var took = Duration.between(began, slipway.timeline().clock().instant()).minusSeconds(5);
    var calls =
        slipway.account().calls().list().stream()
            .filter(call -> call.number() > callsBefore)
            .toList();
    System.out.printf(
        "| %s | %d:%02d | %d | %d | %d | %s |%n",
        name,
        took.toMinutes(),
        took.toSecondsPart(),
        transitions.get() - transitionsBefore,
        invocations.get() - invocationsBefore,
        calls.size(),
        byService(calls));
  }

  private long lastCall() {
    var calls = slipway.account().calls().list();
    return calls.isEmpty() ? 0 : calls.getLast().number();
  }

  private static String byService(List<Call> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(Call::service, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private boolean ended(String operationId) {
    return slipway.machines().list().stream()
        .filter(execution -> execution.name().equals(operationId))
        .anyMatch(execution -> execution.status() != Status.RUNNING);
  }

  private void post(String path, Map<String, ?> body) {
    if (slipway.call("POST", path, json(body)).status() >= 300) {
      throw new IllegalStateException(path);
    }
  }

  private static JsonNode json(Map<String, ?> body) {
    return Json.tree(body);
  }

  private static JsonNode sample(String name, String application) throws IOException {
    var sample = Json.mapper().readTree(Files.readString(Path.of("events/api", name + ".json")));
    ((com.fasterxml.jackson.databind.node.ObjectNode) sample).put("applicationName", application);
    return sample;
  }
}
