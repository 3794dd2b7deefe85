package io.slipway.local.asl.definition;

import java.util.Optional;

/** What a state (or a rule, or a catcher) leaves behind: variables and an output of its own. */
public record Outcome(Optional<Template> assign, Optional<Template> output) {

  static final Outcome NONE = new Outcome(Optional.empty(), Optional.empty());
}
