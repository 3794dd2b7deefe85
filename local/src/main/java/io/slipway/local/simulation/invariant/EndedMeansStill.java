package io.slipway.local.simulation.invariant;

import java.time.Duration;
import java.util.List;

/** D4: an operation that has ended changes nothing any more, whoever starts its machine again. */
final class EndedMeansStill extends Rule {

  /** What was on its way when the operation ended well cannot be called back. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(60);

  EndedMeansStill(Journal journal) {
    super("D4", "an operation that has ended changes nothing in AWS any more", journal);
  }

  /** A way back has waited for what was on its way. */
  private static Duration grace(Trail trail) {
    return trail.isPutBack() ? Duration.ZERO : ON_ITS_WAY;
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    return journal
        .by(effect)
        .filter(trail -> Journal.isAboutAws(effect) && trail.hasEnded())
        .filter(trail -> effect.time().isAfter(trail.endedAt.plus(grace(trail))))
        .map(
            trail ->
                List.of(
                    "%s ended %s at %s, and %s calls %s at %s"
                        .formatted(
                            trail,
                            trail.state,
                            trail.endedAt,
                            effect.caller().function(),
                            effect.operation(),
                            effect.time())))
        .orElse(List.of());
  }
}
