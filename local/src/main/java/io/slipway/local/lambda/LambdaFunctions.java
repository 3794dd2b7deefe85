package io.slipway.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.FunctionSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All functions of the account, and how they are invoked. */
public final class LambdaFunctions {

  private final Map<String, LambdaFunction> byName = new ConcurrentHashMap<>();
  private final BiFunction<FunctionSpec, Supplier<Invocation>, RequestStreamHandler> maker;
  private final Clock clock;
  private final RandomGenerator random;
  private final Workers workers;
  private final BiConsumer<String, String> log;

  /**
   * Where handlers run.
   *
   * @param watch gives up on a handler that does not return in time
   */
  public record Workers(Executor executor, Watch watch) {

    /** In the caller's thread: for virtual time, in which computing takes none. */
    public static final Workers INLINE = new Workers(Runnable::run, (time, giveUp) -> {});
  }

  /** Has {@code giveUp} done after {@code time}. */
  @FunctionalInterface
  public interface Watch {

    /** By the machine's time. */
    Watch REAL =
        (time, giveUp) ->
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(giveUp);

    void after(Duration time, Runnable giveUp);
  }

  /**
   * @param maker makes a handler, whose calls are those of the invocation that the supplier gives
   * @param log takes a function's logical id and what it logs
   */
  public LambdaFunctions(
      BiFunction<FunctionSpec, Supplier<Invocation>, RequestStreamHandler> maker,
      Clock clock,
      RandomGenerator random,
      Workers workers,
      BiConsumer<String, String> log) {
    this.maker = maker;
    this.clock = clock;
    this.random = random;
    this.workers = workers;
    this.log = log;
  }

  /**
   * Adds a function, known by its logical id, its name, and its ARN, also with alias or version.
   */
  public void add(FunctionSpec spec, String arn) {
    var function =
        new LambdaFunction(
            spec, arn + ":live", instance -> maker.apply(spec, instance), clock, log);
    byName.put(spec.logicalId(), function);
    byName.put(spec.name(), function);
    byName.put(arn, function);
    byName.put(arn + ":live", function);
    byName.put(arn + ":1", function);
  }

  /** The function of that logical id, name or ARN. */
  public Optional<FunctionSpec> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(LambdaFunction::spec);
  }

  /**
   * Invokes a function that {@link #find} finds. The future never fails: errors are results.
   *
   * @param name logical id, name or ARN
   */
  public CompletableFuture<LambdaResult> invoke(String name, JsonNode payload) {
    var function = byName.get(name);
    if (function == null) {
      return CompletableFuture.completedFuture(
          FunctionError.named("Lambda.ResourceNotFoundException", "Function not found: " + name));
    }
    var requestId = requestId();
    var timeout = function.spec().timeout();
    var done = new CompletableFuture<LambdaResult>();
    workers.executor.execute(
        () -> {
          try {
            done.complete(function.invoke(payload, requestId));
          } catch (SandboxCrashed e) {
            done.complete(FunctionError.crashed(requestId));
          } catch (RuntimeException | Error e) {
            done.complete(FunctionError.thrown(e));
          }
        });
    workers.watch.after(timeout, () -> done.complete(FunctionError.timedOut(requestId, timeout)));
    return done;
  }

  private synchronized String requestId() {
    return new java.util.UUID(
            (random.nextLong() & ~0xf000L) | 0x4000L,
            (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L)
        .toString();
  }
}
