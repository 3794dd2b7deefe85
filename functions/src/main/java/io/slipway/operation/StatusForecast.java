package io.slipway.operation;

import io.slipway.domain.StatusAction;

/** Foresees a stop or a start. */
final class StatusForecast {

  private StatusForecast() {}

  static Forecast of(StatusPlan plan) {
    var seen = new Forecast.Gathering();
    seen.step("StartSetStatus", "checks the request, takes the locks, writes down what runs");
    for (var status : plan.places()) {
      var place = status.at();
      seen.step("ResizeService", place + " has " + status.before() + " and gets " + status.after());
      new ServiceForecast(status.id(), status.before(), seen).resize(status.after());
      seen.waiting(
          "CheckSize",
          plan.action() == StatusAction.STOP
              ? place + ": no task runs any more"
              : place + ": every task runs and is healthy",
          "until it is so, at most " + plan.longest().toMinutes() + " minutes");
    }
    return seen.step("FinishSetStatus", "writes the inventory, gives the locks back").forecast();
  }
}
