package io.slipway.store;

import io.slipway.spec.Specification;

/** What an operation does to the application itself when it starts. */
public sealed interface ApplicationChange {

  /** How the application is from then on. */
  Application application();

  /** It comes into being, with the first version of its specification. */
  record Born(Application application, Specification specification) implements ApplicationChange {}

  /**
   * It stays as it is, and a further version of its specification is written down, where it is not
   * the one that it has. Only the end of the operation makes that its version; until then, and
   * where it does not end well, it is none.
   */
  record Proposed(Application application, int version, Specification specification)
      implements ApplicationChange {}

  /** It exists, and is in another state from then on. */
  record Entered(Application application) implements ApplicationChange {}
}
