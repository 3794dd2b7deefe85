package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** What a request has to be like. */
public record RuleCondition(
    @Key(says = "the part of the request", aws = "ListenerRule.Conditions.Field")
        RuleCondition.Part field,
    @Key(
            says = "of the header, for http-header",
            longest = 40,
            pattern = "[!-~]+",
            expects = "the name of a header",
            aws = "ListenerRule.Conditions.HttpHeaderConfig.HttpHeaderName")
        Optional<String> name,
    @Key(
            says = "one of these",
            fewest = 1,
            most = 3,
            longest = 128,
            aws = "ListenerRule.Conditions.…Config.Values")
        List<String> values) {

  /** A part of a request. */
  public enum Part {
    HOST("host-header"),
    PATH("path-pattern"),
    HEADER("http-header"),
    METHOD("http-request-method"),
    SOURCE("source-ip");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    /** As AWS writes it. */
    @Override
    public String toString() {
      return word;
    }
  }
}
