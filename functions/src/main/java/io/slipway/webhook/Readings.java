package io.slipway.webhook;

import io.slipway.domain.Quoted;
import io.slipway.domain.SourceChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is said of messages of both providers. */
final class Readings {

  private static final int MOST_LABELS = 100;

  private Readings() {}

  /** Something that a message lacks, or has in a form that cannot be used. */
  private static final class Missing extends RuntimeException {
    Missing(String field) {
      super(field, null, false, false);
    }
  }

  /** The change that {@code reading} finds; ignored where it lacks something. */
  static Reading of(Supplier<SourceChange> reading) {
    try {
      return new Reading.Changed(reading.get());
    } catch (Missing e) {
      return new Reading.Ignored("the message has no '" + e.getMessage() + "' that could be used");
    }
  }

  /** A part of a message without which it is of no use. */
  static <T> T required(String field, Optional<T> value) {
    return value.orElseThrow(() -> new Missing(field));
  }

  /** A name that is a part of another text. */
  static String name(String field, String text) {
    return required(
        field, Optional.of(text).filter(name -> !name.isEmpty()).filter(Payload::isName));
  }

  /** The names that objects of a list have. */
  static List<String> names(List<Payload> objects, String field) {
    return objects.stream()
        .flatMap(object -> object.name(field).stream())
        .limit(MOST_LABELS)
        .toList();
  }

  static Reading noUse(String event) {
    return new Reading.Ignored(
        Quoted.of(event)
            + " events are of no use here: pushes, tags, releases, pull requests and checks or"
            + " pipelines that pass are");
  }

  static Reading gone() {
    return new Reading.Ignored("the branch or tag is gone; there is nothing to build or deploy");
  }
}
