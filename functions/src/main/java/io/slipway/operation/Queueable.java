package io.slipway.operation;

import io.slipway.domain.Concurrency;
import java.util.Optional;

/** A request that may say what becomes of it while another operation is in its way. */
interface Queueable {

  Optional<Concurrency> concurrency();

  /** What it asks for, or what is usual. */
  default Concurrency otherwise() {
    return concurrency().orElse(Concurrency.REJECT);
  }
}
