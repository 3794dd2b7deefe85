package io.slipway.store;

import io.slipway.spec.Specification;

/** What an operation does to the application itself when it starts. */
public sealed interface ApplicationChange {

  /** How the application is from then on. */
  Application application();

  /** It comes into being, with the first version of its specification. */
  record Born(Application application, Specification specification) implements ApplicationChange {}

  /** It exists, and is in another state from then on. */
  record Entered(Application application) implements ApplicationChange {}
}
