package io.slipway.local;

import io.slipway.local.data.LocalTables;
import io.slipway.local.data.TableStore;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.template.Parameters;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * How a {@link LocalSlipway} is to be started.
 *
 * @param root the folder with template.yaml
 * @param begin when time begins; empty for now, or for where the data folder left off
 * @param speed how fast time passes; 0 where it is virtual, and passes when it is told to
 * @param schedules whether what template.yaml schedules runs; with virtual time nothing ever comes
 *     to rest where it does
 * @param tables where the tables are kept, unless a simulation brings them
 * @param log takes what functions log: the function's logical id, and the line
 * @param surroundings what a simulation puts in the place of parts of local mode
 */
public record Setup(
    Path root,
    Optional<Instant> begin,
    double speed,
    long seed,
    Optional<Path> data,
    Parameters parameters,
    boolean schedules,
    HandlerFactory handlers,
    TableStore.Opener tables,
    BiConsumer<String, String> log,
    Optional<Surroundings> surroundings) {

  private static final Instant VIRTUAL_START = Instant.parse("2026-01-01T00:00:00Z");

  /** Virtual time, from a fixed time and seed: two runs that are told the same are the same. */
  public static Setup virtual() {
    return new Setup(
        Path.of(""),
        Optional.of(VIRTUAL_START),
        0,
        1,
        Optional.empty(),
        Parameters.local(),
        false,
        HandlerFactory::byConstructor,
        LocalTables::in,
        (function, line) -> {},
        Optional.empty());
  }

  /** Real time, {@code speed} times as fast. */
  public static Setup live(double speed) {
    return new Setup(
        Path.of(""),
        Optional.empty(),
        speed,
        new SecureRandom().nextLong(),
        Optional.empty(),
        Parameters.local(),
        true,
        HandlerFactory::byConstructor,
        LocalTables::in,
        (function, line) -> {},
        Optional.empty());
  }

  public boolean isVirtual() {
    return speed == 0;
  }

  public Setup withRoot(Path newRoot) {
    return new Setup(
        newRoot,
        begin,
        speed,
        seed,
        data,
        parameters,
        schedules,
        handlers,
        tables,
        log,
        surroundings);
  }

  public Setup withStart(Instant newStart) {
    return new Setup(
        root,
        Optional.of(newStart),
        speed,
        seed,
        data,
        parameters,
        schedules,
        handlers,
        tables,
        log,
        surroundings);
  }

  public Setup withSeed(long newSeed) {
    return new Setup(
        root,
        begin,
        speed,
        newSeed,
        data,
        parameters,
        schedules,
        handlers,
        tables,
        log,
        surroundings);
  }

  /** Everything outlives the process in {@code folder}. */
  public Setup withData(Path folder) {
    return new Setup(
        root,
        begin,
        speed,
        seed,
        Optional.of(folder),
        parameters,
        schedules,
        handlers,
        tables,
        log,
        surroundings);
  }

  /** Other values for template.yaml's parameters. */
  public Setup withParameters(Parameters values) {
    return new Setup(
        root, begin, speed, seed, data, values, schedules, handlers, tables, log, surroundings);
  }

  public Setup withSchedules(boolean run) {
    return new Setup(
        root, begin, speed, seed, data, parameters, run, handlers, tables, log, surroundings);
  }

  /** Handlers made otherwise than by their constructor, for example with a fault in them. */
  public Setup withHandlers(HandlerFactory factory) {
    return new Setup(
        root, begin, speed, seed, data, parameters, schedules, factory, tables, log, surroundings);
  }

  /** Tables kept elsewhere than in DynamoDB Local, for example in memory. */
  public Setup withTables(TableStore.Opener opener) {
    return new Setup(
        root, begin, speed, seed, data, parameters, schedules, handlers, opener, log, surroundings);
  }

  public Setup withLog(BiConsumer<String, String> newLog) {
    return new Setup(
        root,
        begin,
        speed,
        seed,
        data,
        parameters,
        schedules,
        handlers,
        tables,
        newLog,
        surroundings);
  }

  /** Parts of a simulation in place of those of local mode. */
  public Setup within(Surroundings simulation) {
    return new Setup(
        root,
        begin,
        speed,
        seed,
        data,
        parameters,
        schedules,
        handlers,
        tables,
        log,
        Optional.of(simulation));
  }

  /** Starts it. */
  public LocalSlipway start() {
    return LocalSlipway.start(this);
  }
}
