package io.slipway.local.account;

import software.amazon.awssdk.core.SdkRequest;

/**
 * A place where tests make calls go wrong: what either method throws is what the caller gets.
 * Called without the account's lock.
 */
public interface Fault {

  /** Nothing goes wrong. */
  Fault NONE = new Fault() {};

  /** Before the call has its effect. */
  default void before(String service, String operation, Caller caller, SdkRequest request) {}

  /** After the call has had its effect, before the caller has the answer. */
  default void after(String service, String operation, Caller caller, SdkRequest request) {}
}
