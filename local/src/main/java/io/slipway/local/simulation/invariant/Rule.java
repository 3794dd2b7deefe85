package io.slipway.local.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A rule that goes by the journal of its run. */
abstract class Rule implements Invariant {

  /** Longer than a change may take from the look that it goes by to its effect. */
  private static final Duration RACE = Duration.ofSeconds(90);

  protected final Journal journal;
  private final String id;
  private final String statement;

  protected Rule(String id, String statement, Journal journal) {
    this.id = id;
    this.statement = statement;
    this.journal = journal;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String statement() {
    return statement;
  }

  @Override
  public final List<String> afterEffect(View view, Effect effect) {
    journal.see(view, effect);
    return after(view, effect);
  }

  /** As {@link #afterEffect}; the journal has taken note of the effect. */
  protected List<String> after(View view, Effect effect) {
    return List.of();
  }

  /** Whether somebody has changed something by hand so shortly before that nobody could know. */
  protected static boolean raced(View view, Trail trail, Effect effect) {
    return disturbed(view, trail.application, effect.time().minus(RACE), Interference.Kind.BY_HAND);
  }

  /** Whether something of these kinds was done to an application past Slipway since then. */
  protected static boolean disturbed(
      View view, String application, Instant since, Interference.Kind... kinds) {
    return view.interferences().stream()
        .anyMatch(
            what ->
                !what.time().isBefore(since)
                    && Arrays.asList(kinds).contains(what.kind())
                    && (what.application().isEmpty()
                        || what.application().equalsIgnoreCase(application)));
  }
}
