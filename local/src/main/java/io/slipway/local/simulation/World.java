package io.slipway.local.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.access.AccessControl;
import io.slipway.local.account.Account;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.formation.SimulatedCloudFormation;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.data.memory.MemoryTables;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.invariant.Effect;
import io.slipway.local.simulation.invariant.Interference;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.View;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One run's Slipway with everything around it. */
public final class World implements View, AutoCloseable {

  private static final String ALGORITHM = "L64X128MixRandom";

  private final VirtualTimeline timeline;
  private final Lockstep lockstep;
  private final MemoryTables tables;
  private final Tally tally = new Tally();
  private final Wire wire;
  private final Stage stage;
  private final LocalSlipway slipway;
  private final Platform platform;
  private final List<Interference> interferences = new ArrayList<>();
  private final List<Answered> answered = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private List<Invariant> invariants = List.of();
  private boolean faultsOn;
  private long checks;

  /** Randomness for one purpose of one seed. */
  public static RandomGenerator random(long seed, String purpose) {
    return RandomGeneratorFactory.of(ALGORITHM).create(seed * 31 + purpose.hashCode());
  }

  /**
   * @param prepared what there is already
   * @param skewed whether the clocks of functions differ
   * @param variation what is otherwise than it ships
   */
  public World(
      long seed,
      Blueprint blueprint,
      Prepared prepared,
      Faults faults,
      boolean skewed,
      Variation variation) {
    this.timeline = new VirtualTimeline(prepared.time());
    this.lockstep = new Lockstep(timeline);
    this.tables = MemoryTables.of(prepared.tables());
    this.wire = new Wire(lockstep, timeline, random(seed, "calls"), faults, tally);
    this.stage =
        new Stage(
            timeline,
            lockstep,
            random(seed, "tasks"),
            faults,
            tally,
            blueprint,
            prepared,
            tables.client(timeline.clock()),
            skewed,
            variation);
    this.slipway =
        Setup.virtual()
            .withRoot(blueprint.root())
            .withStart(prepared.time())
            .withSeed(seed)
            .withSchedules(true)
            .within(stage)
            .start();
    slipway.account().calls().through(wire);
    this.platform = unharmed();
  }

  /** A platform for reading: no fault, no latency, nothing written down. */
  private Platform unharmed() {
    var makers = new HashMap<Class<?>, Supplier<?>>();
    slipway.clients().byType().forEach((type, client) -> makers.put(type, () -> client));
    var clock = timeline.clock();
    return new Platform(
        makers,
        clock,
        new Ids(clock, random(0, "reader")),
        new Settings(slipway.installed().functions().getFirst().environment()),
        time -> {},
        (kind, state, took) -> {});
  }

  /** From now on, faults may come, and rules are checked. */
  public void begin(List<Invariant> rules, Runnable between) {
    invariants = List.copyOf(rules);
    faultsOn = true;
    wire.listen(name -> slipway.functions().find(name).isPresent(), this::check, between);
    stage.listen(slipway::machines, interferences::add);
  }

  /** From now on, {@code log} takes a line for each call. */
  public void log(Consumer<String> log) {
    wire.log(log);
  }

  /** From now on nothing may go wrong any more. */
  public void healed() {
    faultsOn = false;
  }

  private void check(Effect effect) {
    for (var rule : invariants) {
      checks++;
      broken(rule, rule.afterEffect(this, effect));
    }
  }

  /** Checks what holds when nothing runs. */
  public void checkAtRest() {
    for (var rule : invariants) {
      checks++;
      broken(rule, rule.atRest(this));
    }
  }

  /** Checks what holds of all that has happened. */
  public void checkHistory() {
    for (var rule : invariants) {
      checks++;
      broken(rule, rule.ofHistory(this));
    }
  }

  private void broken(Invariant rule, List<String> found) {
    found.forEach(text -> broken(rule.id(), text));
  }

  /** A rule does not hold. */
  public void broken(String rule, String text) {
    violations.add(new Violation(rule, now(), wire.calls(), text));
  }

  public List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  /** How many times a rule has been asked. */
  public long checks() {
    return checks;
  }

  public Tally tally() {
    return tally;
  }

  public Wire wire() {
    return wire;
  }

  public LocalSlipway slipway() {
    return slipway;
  }

  public VirtualTimeline timeline() {
    return timeline;
  }

  /** Runs {@code work} after {@code delay}, as a caller who may be interrupted at each call. */
  public void later(Duration delay, Runnable work) {
    lockstep.execute(delay, work);
  }

  /** Lets time pass for work that {@link #later} runs. */
  public void park(Duration time) {
    lockstep.park(time);
  }

  /** Whether no execution runs and no handler is at work. */
  public boolean isIdle() {
    return machines().isIdle() && lockstep.isIdle();
  }

  /** Something is done past Slipway, or happens to what it runs. */
  public void interfered(Interference.Kind kind, String application, String what) {
    interferences.add(new Interference(now(), kind, application, what));
  }

  /** All there is to know of this account, for other runs to begin with. */
  public Prepared prepared(List<String> applications) {
    var parts = new HashMap<String, com.fasterxml.jackson.databind.JsonNode>();
    slipway.parts().forEach(part -> parts.put(part.name(), part.save()));
    forgetExecutions((ObjectNode) parts.get(machines().name()));
    return new Prepared(
        now(),
        Map.copyOf(parts),
        tables.snapshot(),
        applications,
        Optional.of(slipway.installed()));
  }

  /** Those that have ended are of no use to anybody any more. */
  private static void forgetExecutions(ObjectNode machines) {
    machines.putArray("executions");
  }

  @Override
  public Instant now() {
    return timeline.clock().instant();
  }

  @Override
  public Account account() {
    return slipway.account();
  }

  @Override
  public SimulatedCloudFormation cloudFormation() {
    return slipway.cloudFormation();
  }

  /** CodeBuild, where people say how builds go. */
  public SimulatedCodeBuild codeBuild() {
    return slipway.codeBuild();
  }

  @Override
  public StateMachines machines() {
    return slipway.machines();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public AccessControl access() {
    return slipway.access();
  }

  @Override
  public List<Effect> effects() {
    return wire.effects();
  }

  @Override
  public List<Interference> interferences() {
    return Collections.unmodifiableList(interferences);
  }

  /** A request with an Idempotency-Key that was sent then has been answered now. */
  public void answered(String key, Instant sent, int status, Optional<String> operationId) {
    answered.add(new Answered(key, sent, now(), status, operationId));
  }

  @Override
  public List<Answered> answered() {
    return Collections.unmodifiableList(answered);
  }

  @Override
  public boolean faultsOn() {
    return faultsOn;
  }

  @Override
  public void close() {
    lockstep.close();
    slipway.close();
    tables.close();
  }
}
