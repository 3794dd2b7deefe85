package io.slipway.local.simulation.mutant;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.template.FunctionSpec;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A variation that is put together of calls, handlers, definitions and triggers. */
final class Change implements Variation {

  private record OfCall(Set<String> functions, String method, Bend bend) {}

  private record OfMachine(String machine, Consumer<ObjectNode> edit) {}

  private final List<OfCall> calls = new ArrayList<>();
  private final List<OfMachine> machines = new ArrayList<>();
  private final Map<String, Around> handlers = new HashMap<>();
  private final Set<String> untriggered = new HashSet<>();

  /** Changes the calls of an SDK method that any function makes. */
  Change call(String method, Bend bend) {
    return call(method, Set.of(), bend);
  }

  /** Changes the calls of an SDK method that {@code functions} make; of all, where it is empty. */
  Change call(String method, Set<String> functions, Bend bend) {
    calls.add(new OfCall(functions, method, bend));
    return this;
  }

  /** Does something around a function's work. */
  Change handler(String function, Around around) {
    handlers.put(function, around);
    return this;
  }

  /** Rewrites the definition of a machine, for example {@code canary-shift}. */
  Change machine(String machine, Consumer<ObjectNode> edit) {
    machines.add(new OfMachine(machine, edit));
    return this;
  }

  /** Invokes a function neither on its schedule nor for events. */
  Change never(String function) {
    untriggered.add(function);
    return this;
  }

  /** The SDK methods of which calls are changed. */
  Set<String> changedCalls() {
    return calls.stream().map(OfCall::method).collect(Collectors.toSet());
  }

  /** The functions that are named as making changed calls, changed themselves or not invoked. */
  Set<String> functions() {
    return Stream.of(
            calls.stream().flatMap(change -> change.functions().stream()),
            handlers.keySet().stream(),
            untriggered.stream())
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  /** The machines whose definitions are rewritten. */
  Set<String> machines() {
    return machines.stream().map(OfMachine::machine).collect(Collectors.toSet());
  }

  @Override
  public RequestStreamHandler handler(
      FunctionSpec function, Platform platform, HandlerFactory real) {
    var shipped = real.make(function, platform);
    var around = handlers.get(function.logicalId());
    if (around == null) {
      return shipped;
    }
    return (in, out, context) -> {
      var answer =
          around.handle(
              platform,
              Json.mapper().readTree(in),
              input -> {
                var answered = new ByteArrayOutputStream();
                shipped.handleRequest(
                    new ByteArrayInputStream(Json.bytes(input)), answered, context);
                return Json.mapper().readTree(answered.toByteArray());
              });
      out.write(Json.bytes(answer));
    };
  }

  @Override
  public <T> T client(Class<T> type, T real, String functionId) {
    var bends = new HashMap<String, Bend>();
    for (var change : calls) {
      boolean concerned = change.functions().isEmpty() || change.functions().contains(functionId);
      if (concerned) {
        bends.put(change.method(), change.bend());
      }
    }
    return bends.isEmpty() ? real : BentClient.of(type, real, functionId, bends);
  }

  @Override
  public String definition(String machine, String asl) {
    var edits = machines.stream().filter(edit -> machine.endsWith(edit.machine())).toList();
    if (edits.isEmpty()) {
      return asl;
    }
    JsonNode definition = Json.parse(asl.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    edits.forEach(edit -> edit.edit().accept((ObjectNode) definition));
    return Json.text(definition);
  }

  @Override
  public boolean isTriggered(String functionId) {
    return !untriggered.contains(functionId);
  }
}
