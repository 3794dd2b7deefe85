package io.slipway.local.simulation.invariant;

import io.slipway.store.Application;
import io.slipway.store.Applications;
import java.util.List;
import java.util.Optional;

/**
 * X4 and S4: an operation touches what is its own application's. S4 asks whether it is an
 * application's at all.
 */
final class OwnResourcesOnly extends Rule {

  private static final int MOST_APPLICATIONS = 1000;

  private final boolean ofAny;

  /**
   * @param ofAny whether it may be any application's
   */
  OwnResourcesOnly(String id, boolean ofAny, Journal journal) {
    super(
        id,
        ofAny
            ? "nothing is changed but what carries the name of an application"
            : "an operation changes nothing of another application",
        journal);
    this.ofAny = ofAny;
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var by = journal.by(effect);
    if (!Journal.isAboutAws(effect) || by.isEmpty()) {
      return List.of();
    }
    var name = Touched.name(view, effect);
    if (name.isEmpty() || Touched.isOf(by.get().application, name.get())) {
      return List.of();
    }
    boolean known =
        ofAny
            && new Applications(view.platform())
                .list(MOST_APPLICATIONS, Optional.empty()).applications().stream()
                    .map(Application::name)
                    .anyMatch(app -> Touched.isOf(app.value(), name.get()));
    return known
        ? List.of()
        : List.of("%s changes %s (%s)".formatted(by.get(), name.get(), effect.operation()));
  }
}
