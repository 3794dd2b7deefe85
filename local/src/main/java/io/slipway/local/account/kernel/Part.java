package io.slipway.local.account.kernel;

import io.slipway.local.data.Durable;

/** A part of the account that goes on by itself as time passes. */
public interface Part extends Durable {

  /**
   * Brings what {@code key} names up to {@link Kernel#now}, and asks for the next waking where one
   * is needed. Called with the account's lock held.
   */
  void advance(String key);
}
