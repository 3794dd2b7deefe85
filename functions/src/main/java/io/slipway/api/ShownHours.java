package io.slipway.api;

import io.slipway.domain.Environment;
import io.slipway.domain.WorkingHours;
import io.slipway.operation.HoursRequest;
import java.util.List;

/** The hours in which environments run, as callers write them. */
record ShownHours(
    String timeZone, String start, String stop, List<String> days, List<Environment> environment) {

  static ShownHours of(WorkingHours hours) {
    return new ShownHours(
        hours.timeZone().getId(),
        hours.start().toString(),
        hours.stop().toString(),
        hours.days().stream().map(HoursRequest::name).toList(),
        hours.environments());
  }
}
