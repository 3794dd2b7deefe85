package io.slipway.local.account;

import software.amazon.awssdk.core.SdkRequest;

/** What lies between the callers and the services of the account. */
@FunctionalInterface
public interface Passage {

  /** A call that somebody is about to make. */
  record Asked(String service, String operation, Caller caller, SdkRequest request) {}

  /** Has the service do it, once each time it is delivered; throws what the service throws. */
  @FunctionalInterface
  interface Delivery {
    Object deliver() throws Throwable;

    /**
     * Judges now whether the caller may, and leaves the rest for later.
     *
     * @return what has the service do it without judging again
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException where it may not
     */
    default Delivery admitted() {
      return this;
    }
  }

  /** Delivers the call, or does not, and gives the caller an answer or an error. */
  Object pass(Asked asked, Delivery delivery) throws Throwable;
}
