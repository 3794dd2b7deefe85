package io.slipway.local.demo;

import java.util.List;

/** The applications as customers reach them. */
@FunctionalInterface
interface Applications {

  /** Sends so many requests to {@code host}, and waits for their answers. */
  List<Served> get(String host, int requests);

  /**
   * What a customer got.
   *
   * @param status 0 where no answer came
   * @param release empty where no application answered
   */
  record Served(int status, String release) {}
}
