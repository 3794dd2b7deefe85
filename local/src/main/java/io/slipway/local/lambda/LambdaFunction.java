package io.slipway.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.FunctionSpec;
import io.slipway.runtime.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One function with its warm instances: an instance handles one invocation at a time, and there are
 * as many as there were invocations at once.
 */
final class LambdaFunction {

  /** Of a request and of an answer (developer guide, "Lambda quotas"). */
  static final int LONGEST_PAYLOAD = 6 * 1024 * 1024;

  /** Says who makes the calls of one instance at present. */
  private static final class Instance implements Supplier<Invocation> {
    private volatile Invocation current;
    private RequestStreamHandler handler;

    private Instance(String functionId) {
      this.current = Invocation.idle(functionId);
    }

    @Override
    public Invocation get() {
      return current;
    }
  }

  private final FunctionSpec spec;
  private final String arn;
  private final Function<Supplier<Invocation>, RequestStreamHandler> maker;
  private final Clock clock;
  private final BiConsumer<String, String> log;
  private final ConcurrentLinkedQueue<Instance> idle = new ConcurrentLinkedQueue<>();

  LambdaFunction(
      FunctionSpec spec,
      String arn,
      Function<Supplier<Invocation>, RequestStreamHandler> maker,
      Clock clock,
      BiConsumer<String, String> log) {
    this.spec = spec;
    this.arn = arn;
    this.maker = maker;
    this.clock = clock;
    this.log = log;
    // made now, so that a handler that cannot be made is known before the first request
    idle.add(instance());
  }

  FunctionSpec spec() {
    return spec;
  }

  private Instance instance() {
    var instance = new Instance(spec.logicalId());
    instance.handler = maker.apply(instance);
    return instance;
  }

  /** Invokes the function in this thread. */
  LambdaResult invoke(JsonNode payload, String requestId) {
    var input = Json.bytes(payload);
    if (input.length > LONGEST_PAYLOAD) {
      return FunctionError.named(
          "Lambda.RequestTooLargeException",
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(LONGEST_PAYLOAD));
    }
    var ready = idle.poll();
    var instance = ready == null ? instance() : ready;
    var deadline = clock.instant().plus(spec.timeout());
    instance.current = Invocation.of(spec.logicalId(), payload);
    try {
      var context = new LocalContext(spec, arn, requestId, clock, deadline, log);
      var result = run(instance.handler, input, context);
      return clock.instant().isAfter(deadline)
          ? FunctionError.timedOut(requestId, spec.timeout())
          : result;
    } finally {
      idle.add(instance);
    }
  }

  private static LambdaResult run(
      RequestStreamHandler handler, byte[] input, LocalContext context) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(input), out, context);
    } catch (SandboxCrashed e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      return FunctionError.thrown(e);
    }
    if (out.size() > LONGEST_PAYLOAD) {
      return FunctionError.responseTooLarge(out.size());
    }
    return new LambdaResult.Returned(read(out.toByteArray()));
  }

  private static JsonNode read(byte[] answer) {
    try {
      return answer.length == 0 ? Json.mapper().nullNode() : Json.mapper().readTree(answer);
    } catch (IOException e) {
      throw new IllegalStateException("the function did not return JSON", e);
    }
  }
}
