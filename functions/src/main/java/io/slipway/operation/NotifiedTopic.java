package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.OperationState;
import io.slipway.runtime.Platform;
import io.slipway.spec.Notifications;
import io.slipway.store.Applications;
import io.slipway.store.Chains;
import io.slipway.store.Operation;
import io.slipway.store.Specifications;
import java.util.Optional;

/**
 * The topic that a specification names for how a release has ended: it succeeds when customers have
 * it, and fails with any of its operations.
 */
final class NotifiedTopic {

  private final Chains chains;
  private final Applications applications;
  private final Specifications specifications;

  NotifiedTopic(Platform platform) {
    this.chains = new Chains(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
  }

  /** Who is told that this operation has ended, or needs attention. */
  Optional<String> of(Operation operation) {
    boolean succeeded = operation.state() == OperationState.SUCCEEDED;
    var id = operation.ref().operationId();
    var chain = chains.of(id);
    boolean concerns = chain.map(all -> !succeeded || all.endsWith(id)).orElse(concerns(operation));
    return concerns
        ? chain
            .map(all -> all.notifications())
            .or(() -> ofApplication(operation))
            .flatMap(topics -> succeeded ? topics.onSuccess() : topics.onFail())
        : Optional.empty();
  }

  /** A release by single requests: a deploy to production is not yet one that customers have. */
  private static boolean concerns(Operation operation) {
    return switch (operation.kind()) {
      case CANARY_SHIFT, SWAP -> true;
      case DEPLOY ->
          operation.state() != OperationState.SUCCEEDED
              && NamedEnvironments.of(operation.request().path("environment"))
                  .contains(Environment.PROD);
      default -> false;
    };
  }

  private Optional<Notifications> ofApplication(Operation operation) {
    return applications
        .find(operation.ref().applicationName())
        .flatMap(
            application ->
                specifications.find(application.name(), application.specificationVersion()))
        .map(specification -> specification.release().notifications());
  }
}
