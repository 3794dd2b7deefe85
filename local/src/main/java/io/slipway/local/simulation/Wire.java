package io.slipway.local.simulation;

import io.slipway.local.account.Passage;
import io.slipway.local.account.throttling.TokenBuckets;
import io.slipway.local.lambda.SandboxCrashed;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.PartialAnswers;
import io.slipway.local.simulation.fault.Reads;
import io.slipway.local.simulation.fault.Refusals;
import io.slipway.local.simulation.fault.Site;
import io.slipway.local.simulation.fault.StaleReads;
import io.slipway.local.simulation.invariant.Effect;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The network between handlers and services: each call takes time, lets others go first, and goes
 * wrong where a fault is planned.
 */
public final class Wire implements Passage {

  /** As long as the SDK waits for an answer ({@code Platform}'s longest attempt). */
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  /** How long after its caller has given up a request can still have its effect. */
  private static final int LATEST_EFFECT_MILLIS = 20_000;

  /** How long a call hangs: longer than any function may run, and its caller goes on after. */
  private static final int HANG_MILLIS = 29_500;

  private static final int LONGEST_ZOMBIE_MILLIS = 18_000;

  private final Lockstep lockstep;
  private final VirtualTimeline timeline;
  private final RandomGenerator random;
  private final Faults faults;
  private final Tally tally;
  private final StaleReads stale = new StaleReads();
  private final Trace trace = new Trace();
  private final List<Effect> effects = new ArrayList<>();
  private Consumer<Effect> watcher = effect -> {};
  private Runnable between = () -> {};
  private Predicate<String> functions = name -> true;
  private Consumer<String> log;
  private long calls;
  private boolean listening;
  private Optional<SdkRetries> throttling = Optional.empty();

  public Wire(
      Lockstep lockstep,
      VirtualTimeline timeline,
      RandomGenerator random,
      Faults faults,
      Tally tally) {
    this.lockstep = lockstep;
    this.timeline = timeline;
    this.random = random;
    this.faults = faults;
    this.tally = tally;
  }

  /**
   * From now on, faults may come.
   *
   * @param newFunctions tells functions from state machines, which neither crash nor hang
   * @param newWatcher told after each effect
   * @param newBetween called between any two calls
   */
  void listen(Predicate<String> newFunctions, Consumer<Effect> newWatcher, Runnable newBetween) {
    this.functions = newFunctions;
    this.watcher = newWatcher;
    this.between = newBetween;
    this.listening = true;
  }

  /** The hash of all that has happened so far. */
  public Trace trace() {
    return trace;
  }

  /** All effects so far, the oldest first. */
  List<Effect> effects() {
    return Collections.unmodifiableList(effects);
  }

  /** How many calls there were so far. */
  public long calls() {
    return calls;
  }

  /** From now on, functions may make only so many calls as there are tokens in these buckets. */
  public SdkRetries throttle(TokenBuckets buckets) {
    var retries = new SdkRetries(buckets, lockstep, random);
    throttling = Optional.of(retries);
    return retries;
  }

  @Override
  public Object pass(Asked asked, Passage.Delivery delivery) throws Throwable {
    if (!lockstep.inStrand()) {
      return delivery.deliver();
    }
    long number = ++calls;
    var point = asked.service() + ":" + asked.operation();
    var holder = asked.caller().function();
    var site = new Site(holder, point, lockstep.count(holder + "/" + point));
    lockstep.park(latency(asked));
    if (!listening) {
      return delivery.deliver();
    }
    between.run();
    var kind = faults.call(site, asked, candidate -> applies(candidate, asked)).orElse(null);
    var outcome = "ok";
    try {
      if (kind == null) {
        return made(number, asked, delivery, true);
      }
      tally.fired(kind, site);
      if (log != null) {
        log.accept("       " + kind + " strikes " + site);
      }
      return wrong(kind, number, asked, delivery);
    } catch (AwsServiceException e) {
      outcome = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorCode();
      throw e;
    } catch (RuntimeException | Error e) {
      outcome = e.getClass().getSimpleName();
      throw e;
    } finally {
      trace(asked, outcome);
    }
  }

  private Duration latency(Asked asked) {
    int most = asked.service().equals("dynamodb") ? 25 : 300;
    return Duration.ofMillis(3 + random.nextInt(most));
  }

  private boolean applies(FaultKind kind, Asked asked) {
    return switch (kind) {
      case CRASH_BEFORE, ZOMBIE -> functions.test(asked.caller().function());
      case STALE_READ -> stale.earlier(asked, now()).isPresent();
      case PARTIAL -> PartialAnswers.has(asked.service(), asked.operation());
      case APPLIED_LATE, ANSWER_LOST -> !Reads.is(asked.operation());
      case CRASH_AFTER -> !Reads.is(asked.operation()) && functions.test(asked.caller().function());
      default -> true;
    };
  }

  private Object wrong(FaultKind kind, long number, Asked asked, Passage.Delivery delivery)
      throws Throwable {
    return switch (kind) {
      case THROTTLED -> throw Refusals.throttled(asked);
      case UNAVAILABLE -> throw Refusals.unavailable(asked);
      case REFUSED, REFUSED_FOR_LONG -> throw Refusals.refused(asked);
      case ANSWER_LOST -> {
        var unused = made(number, asked, delivery, false);
        lockstep.park(TIMEOUT);
        throw ApiCallTimeoutException.create(TIMEOUT.toMillis());
      }
      case APPLIED_LATE -> {
        // Permissions are judged when a request comes in, not when it has its effect.
        var admitted = delivery.admitted();
        timeline.after(
            TIMEOUT.plusMillis(random.nextInt(LATEST_EFFECT_MILLIS)),
            () -> late(number, asked, admitted));
        lockstep.park(TIMEOUT);
        throw ApiCallTimeoutException.create(TIMEOUT.toMillis());
      }
      case CRASH_BEFORE -> throw new SandboxCrashed();
      case CRASH_AFTER -> {
        var unused = made(number, asked, delivery, false);
        throw new SandboxCrashed();
      }
      case ZOMBIE -> {
        lockstep.park(Duration.ofMillis(HANG_MILLIS + random.nextInt(LONGEST_ZOMBIE_MILLIS)));
        yield made(number, asked, delivery, true);
      }
      case STALE_READ -> stale.earlier(asked, now()).orElseThrow();
      case PARTIAL -> PartialAnswers.of(made(number, asked, delivery, true));
      default -> throw new IllegalStateException(kind + " is no fault of a call");
    };
  }

  /** A request that comes after its caller has given up; what it is answered nobody hears. */
  private void late(long number, Asked asked, Passage.Delivery delivery) {
    var outcome = "late";
    try {
      var unused = made(number, asked, delivery, false);
    } catch (Throwable e) {
      outcome = e.getClass().getSimpleName();
    }
    trace(asked, outcome);
  }

  private Object made(long number, Asked asked, Passage.Delivery delivery, boolean answered)
      throws Throwable {
    var answer = delivered(asked, delivery);
    if (Reads.is(asked.operation())) {
      if (faults.mayYet(FaultKind.STALE_READ)) {
        stale.told(asked, answer, now());
      }
    } else {
      var seen =
          new Effect(
              number,
              now(),
              asked.service(),
              asked.operation(),
              asked.caller(),
              asked.request(),
              answered);
      effects.add(seen);
      watcher.accept(seen);
    }
    return answer;
  }

  private Object delivered(Asked asked, Passage.Delivery delivery) throws Throwable {
    return throttling.isPresent() && functions.test(asked.caller().function())
        ? throttling.get().call(asked, delivery, this::latency)
        : delivery.deliver();
  }

  private Instant now() {
    return timeline.clock().instant();
  }

  /** From now on, {@code newLog} takes a line for each call. */
  void log(Consumer<String> newLog) {
    this.log = newLog;
  }

  private void trace(Asked asked, String outcome) {
    if (log != null) {
      log.accept(
          "%6d %s %s %s %s:%s %s | %s"
              .formatted(
                  calls,
                  now(),
                  asked.caller().function(),
                  asked.caller().operationId(),
                  asked.service(),
                  asked.operation(),
                  outcome,
                  asked.request()));
    }
    trace.add(now().toEpochMilli());
    trace.add(asked.service());
    trace.add(asked.operation());
    trace.add(asked.caller().function());
    trace.add(String.valueOf(asked.caller().operationId()));
    trace.add(asked.request().hashCode());
    trace.add(outcome);
  }
}
