package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has happened to a source, as rules name it. */
public enum SourceEvent {
  /** Commits have come to a branch. */
  PUSH,
  /** A tag was pushed. */
  TAG,
  /** A release was published for a tag. */
  RELEASE,
  /** A pull request was opened, has new commits, or other labels. */
  PULL_REQUEST,
  /** The provider's own pipeline or checks have passed for a commit. */
  CHECKS,
  /** An image that was built elsewhere has come to the application's repository. */
  IMAGE;

  /** The event that is written {@code text}. */
  public static Optional<SourceEvent> find(String text) {
    return Arrays.stream(values()).filter(event -> event.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
