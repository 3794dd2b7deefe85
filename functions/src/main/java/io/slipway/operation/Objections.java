package io.slipway.operation;

import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands against an operation: the first of it ends the planning of one that is to start, all
 * of it is gathered where somebody only wants to know.
 */
final class Objections {

  private final boolean gathering;
  private final List<Rejected> found = new ArrayList<>();

  private Objections(boolean gathering) {
    this.gathering = gathering;
  }

  /** The first objection is thrown. */
  static Objections thrown() {
    return new Objections(false);
  }

  /** Every objection is remembered. */
  static Objections gathered() {
    return new Objections(true);
  }

  /** Whether nothing stands against it so far as {@code check} can say. */
  boolean allows(Runnable check) {
    return asked(
            () -> {
              check.run();
              return true;
            })
        .isPresent();
  }

  /** What {@code question} answers; empty where the answer is an objection. */
  <T> Optional<T> asked(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (Rejected e) {
      if (!gathering) {
        throw e;
      }
      add(e);
      return Optional.empty();
    } catch (ResourceMissing e) {
      if (!gathering) {
        throw e;
      }
      add(new Rejected(409, "resource-missing", e.getMessage()));
      return Optional.empty();
    }
  }

  private void add(Rejected objection) {
    if (found.stream().noneMatch(one -> one.getMessage().equals(objection.getMessage()))) {
      found.add(objection);
    }
  }

  /** In the order in which they were found. */
  List<Rejected> found() {
    return List.copyOf(found);
  }
}
