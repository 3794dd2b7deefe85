package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;
import java.util.Optional;

/** What happens to a request. */
record ActionSection(
    @Key(says = "its kind", aws = "ListenerRule.Actions.Type") ActionSection.Kind type,
    @Key(
            says = "among the actions of a rule",
            min = 1,
            max = 50000,
            aws = "ListenerRule.Actions.Order")
        Optional<Integer> order,
    @Key(
            says = "of the kind, keys in snake case",
            byDefault = "{}",
            aws = "ListenerRule.Actions.…Config")
        KeyValues config) {

  /** The kinds of actions. */
  enum Kind {
    FORWARD("forward"),
    REDIRECT("redirect"),
    FIXED("fixed-response"),
    OIDC("authenticate-oidc"),
    COGNITO("authenticate-cognito");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
