package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.store.Chain;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Queue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The way in for a release: admits all of its operations at once. The first begins, the others wait
 * right behind it, so that nobody comes between; each is planned when its turn comes.
 */
public final class ReleaseAdmission {

  private final ReleasePlanner planner;
  private final Planners planners;
  private final Clock clock;

  public ReleaseAdmission(Platform platform) {
    this.planner = new ReleasePlanner(platform);
    this.planners = new Planners(platform);
    this.clock = platform.clock();
  }

  /**
   * Starts a release.
   *
   * @param id of the chain; its operations' follow from it
   * @param startedBy the ARN of who asked for it
   * @throws Rejected where the request is wrong or something else is running; nothing was written
   */
  public Chain admit(
      String id, JsonNode body, String startedBy, Optional<IdempotencyKey> idempotency) {
    var plan = planner.plan(body);
    var phases = new ArrayList<Chain.Phase>();
    var waiting = new ArrayList<Queue.Entry>();
    for (var phase : plan.phases()) {
      var operationId = Chain.operationId(id, phases.size() + 1);
      if (!phases.isEmpty()) {
        waiting.add(
            new Queue.Entry(
                operationId,
                phase.kind(),
                plan.application(),
                phase.groups(),
                phase.request(),
                startedBy,
                false,
                Optional.empty(),
                Optional.empty()));
      }
      phases.add(new Chain.Phase(operationId, phase.kind()));
    }
    var chain =
        new Chain(
            id,
            plan.application(),
            body,
            startedBy,
            clock.instant(),
            plan.message(),
            plan.notifications(),
            phases);
    var first = plan.phases().getFirst();
    var unused =
        planners.admission(first.kind()).admit(chain, first.request(), waiting, idempotency);
    return chain;
  }

  /**
   * What a release would do: as far as can be said now, which is its first operation.
   *
   * @param message of which operations it consists
   */
  public record Outlook(String message, Admission.Outlook first) {}

  /**
   * Says what a request would do; writes nothing and starts nothing.
   *
   * @throws Rejected as {@link #admit} does for the same request
   */
  public Outlook foresee(JsonNode body) {
    var plan = planner.plan(body);
    var first = plan.phases().getFirst();
    return new Outlook(plan.message(), planners.admission(first.kind()).foresee(first.request()));
  }
}
