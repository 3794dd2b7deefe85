package io.slipway.local.asl;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Walks the tree of an execution's frames. */
final class Frames {

  private Frames() {}

  static Stream<Frame> all(Frame root) {
    return Stream.concat(Stream.of(root), root.children.stream().flatMap(Frames::all));
  }

  static Optional<Frame> find(Frame root, Predicate<Frame> wanted) {
    return all(root).filter(wanted).findFirst();
  }
}
