package io.slipway.api;

import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.operation.Executions;
import io.slipway.operation.ReleaseAdmission;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Chain;
import io.slipway.store.Chains;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operations;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /stacks/release}: brings a version of an application to its customers by a deployment
 * file, with whatever that takes: creates the application or updates its stacks, deploys to the
 * idle slot, and moves the traffic there. The body has the file as an object or as text, or is the
 * file itself.
 */
public final class ReleaseStack extends Route {

  private final ReleaseAdmission admission;
  private final Operations operations;
  private final Chains chains;
  private final Executions executions;
  private final Ids ids;

  public ReleaseStack() {
    this(Platform.fromEnvironment());
  }

  public ReleaseStack(Platform platform) {
    this.admission = new ReleaseAdmission(platform);
    this.operations = new Operations(platform);
    this.chains = new Chains(platform);
    this.executions = new Executions(platform);
    this.ids = platform.ids();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("dryRun"));
    var key =
        call.header("Idempotency-Key")
            .map(header -> IdempotencyKey.of(header, call.route(), call.caller(), call.body()));
    if (call.flag("dryRun")) {
      key.ifPresent(operations::requireNotReused);
      return DryRun.answer(admission.foresee(SpecificationBody.of(call)));
    }
    var chain = key.flatMap(this::startedWith).orElseGet(() -> admit(call, key));
    start(chain);
    return Started.answer(call, chain);
  }

  private Optional<Chain> startedWith(IdempotencyKey key) {
    return operations.idStartedWith(key).flatMap(chains::find);
  }

  /** Where another request with the same key was faster, its chain is the answer to both. */
  private Chain admit(Call call, Optional<IdempotencyKey> key) {
    try {
      return admission.admit(ids.next(), SpecificationBody.of(call), call.caller(), key);
    } catch (Rejected | RetryLater e) {
      return key.flatMap(this::startedWith).orElseThrow(() -> e);
    }
  }

  private void start(Chain chain) {
    try {
      boolean unused = executions.startOwn(operations.get(chain.phases().getFirst().operationId()));
    } catch (RetryLater e) {
      // it is recorded, so the sweeper starts it within a minute, and 202 is the truth
    }
  }
}
