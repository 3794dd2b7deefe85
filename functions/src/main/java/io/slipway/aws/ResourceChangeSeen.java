package io.slipway.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a change set does to one resource. It names properties and never their values.
 *
 * @param logicalId its name in the template
 * @param physicalId its name in AWS; empty where it does not exist yet
 * @param action in CloudFormation's words: {@code Add}, {@code Modify}, {@code Remove}
 * @param properties those that change
 */
public record ResourceChangeSeen(
    String logicalId,
    Optional<String> physicalId,
    String type,
    String action,
    Replacement replacement,
    List<String> properties) {

  /** Whether a new resource takes its place. */
  public enum Replacement {
    NO,
    /** It depends on what other resources become. */
    PERHAPS,
    YES
  }

  public ResourceChangeSeen {
    properties = List.copyOf(properties);
  }

  /** For people. */
  @Override
  public String toString() {
    return action.toLowerCase(Locale.ROOT)
        + " "
        + logicalId
        + " ("
        + type
        + ")"
        + (properties.isEmpty() ? "" : ": " + String.join(", ", properties))
        + switch (replacement) {
          case NO -> "";
          case PERHAPS -> "; may be made anew";
          case YES -> "; is made anew";
        };
  }
}
