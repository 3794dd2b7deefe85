package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.Weights;
import java.time.Duration;
import java.util.List;

/** Shares requests among target groups, by the weights of one route. */
public interface TrafficRouter {

  /**
   * The weights that there are now.
   *
   * @throws ResourceMissing where there is no such route, or it leads nowhere
   */
  Weights weights();

  /**
   * Gives other weights, by changes that leave all else alone. Where the weights are the wanted
   * ones already, as after an answer that got lost, nothing becomes otherwise.
   *
   * @param expected the weights that were last written
   * @return the changes that have to be waited for until they hold; empty where they hold at once
   * @throws TrafficChanged where there are neither the expected weights nor the wanted ones
   * @throws RetryLater where the change cannot be read back yet
   */
  List<String> shift(Weights expected, Weights wanted);

  /** How long former weights may still be used once a change holds. */
  Duration propagation();
}
