package io.slipway.local.simulation.mutant;

import software.amazon.awssdk.core.SdkRequest;

/** A call of an AWS API that a handler is about to make, and that a planted bug may change. */
final class HandlerCall {

  /** Makes the call as it is handed over. */
  @FunctionalInterface
  interface Onward {
    Object make(SdkRequest request) throws Throwable;
  }

  private final String function;
  private final SdkRequest request;
  private final Object client;
  private final Onward onward;

  HandlerCall(String function, SdkRequest request, Object client, Onward onward) {
    this.function = function;
    this.request = request;
    this.client = client;
    this.onward = onward;
  }

  /** The logical id of the function that makes it. */
  String function() {
    return function;
  }

  <R extends SdkRequest> R request(Class<R> type) {
    return type.cast(request);
  }

  /** The client as it is without the bug, for a call beside this one. */
  <T> T client(Class<T> type) {
    return type.cast(client);
  }

  /** Makes the call as the handler wants it. */
  Object go() throws Throwable {
    return onward.make(request);
  }

  /** Makes it as {@code changed}. */
  Object go(SdkRequest changed) throws Throwable {
    return onward.make(changed);
  }

  /** Makes it as {@code changed}, for an answer that is changed then. */
  <A> A go(SdkRequest changed, Class<A> answer) throws Throwable {
    return answer.cast(onward.make(changed));
  }

  /** Makes the call as the handler wants it, for an answer that is changed then. */
  <A> A go(Class<A> answer) throws Throwable {
    return answer.cast(onward.make(request));
  }
}
