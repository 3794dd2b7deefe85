package io.slipway.local.data;

/** Told by a part of the account after each change, before the caller has its answer. */
@FunctionalInterface
public interface Changes {

  /** Nobody keeps anything. */
  Changes FORGOTTEN = part -> {};

  /** {@code part} has changed; when this returns, the change outlives the process. */
  void changed(Durable part);
}
