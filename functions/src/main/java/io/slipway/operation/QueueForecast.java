package io.slipway.operation;

import io.slipway.domain.Concurrency;

/** Foresees that an operation has to wait: what it does then depends on what is live by then. */
final class QueueForecast {

  private QueueForecast() {}

  static Forecast of(String message, int place, Concurrency concurrency) {
    return new Forecast.Gathering()
        .waiting(
            "StartQueued",
            message
                + " at place "
                + place
                + (concurrency == Concurrency.SUPERSEDE
                    ? "; those before it are ended, what runs is asked to abort"
                    : "")
                + "; is planned afresh when its turn has come",
            "until those before it have ended")
        .forecast();
  }
}
