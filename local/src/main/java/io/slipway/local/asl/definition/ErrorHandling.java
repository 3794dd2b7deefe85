package io.slipway.local.asl.definition;

import java.util.List;

/** What a Task, Parallel or Map does about errors. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  public static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());
}
