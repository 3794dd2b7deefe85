package io.slipway.domain;

import java.util.List;
import java.util.Optional;

/**
 * Whether something is as it must be, and why: a leaf with its reason, or a tree that is well where
 * all of its parts are.
 *
 * @param subject what was looked at
 * @param detail what was found, or what is wrong; empty where the parts say it
 */
public record Finding(String subject, boolean ok, Optional<String> detail, List<Finding> parts) {

  public Finding {
    parts = List.copyOf(parts);
  }

  /** Something that is as it must be. */
  public static Finding ok(String subject, String detail) {
    return new Finding(subject, true, Optional.of(detail), List.of());
  }

  /** Something that is not. */
  public static Finding wrong(String subject, String why) {
    return new Finding(subject, false, Optional.of(why), List.of());
  }

  /** Something that nobody could look at, which is not to be relied on. */
  public static Finding unseen(String subject, String why) {
    return wrong(subject, "could not look, because " + why);
  }

  /** A tree. */
  public static Finding of(String subject, List<Finding> parts) {
    return new Finding(subject, parts.stream().allMatch(Finding::ok), Optional.empty(), parts);
  }

  /** {@code ok}, or what is wrong, by a rule. */
  public static Finding judged(String subject, boolean ok, String detail) {
    return new Finding(subject, ok, Optional.of(detail), List.of());
  }
}
