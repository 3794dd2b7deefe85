package io.slipway.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.spec.Router;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.store.Application;
import io.slipway.store.ApplicationChange;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;

/**
 * Decides what another version of a specification makes of the stacks of an application. It may
 * change everything but what would have to be made anew where requests come by.
 */
public final class UpdatePlanner implements Planner<UpdateRequest> {

  private static final List<EnvironmentGroup> ALL = List.of(EnvironmentGroup.values());

  private final Applications applications;
  private final Operations operations;
  private final Inventory inventory;
  private final Specifications specifications;
  private final Stacks stacks;
  private final StackRendering rendering;
  private final StackValues values;
  private final DriftSurvey drift;
  private final Surroundings surroundings;

  public UpdatePlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.specifications = new Specifications(platform);
    this.stacks = new Stacks(platform);
    this.rendering = new StackRendering(platform);
    this.values = new StackValues(platform);
    this.drift = new DriftSurvey(platform);
    this.surroundings = SpecificationText.surroundings(platform.settings());
  }

  @Override
  public OperationKind kind() {
    return OperationKind.UPDATE;
  }

  @Override
  public Class<UpdateRequest> requestType() {
    return UpdateRequest.class;
  }

  @Override
  public Draft plan(UpdateRequest request) {
    var specification = SpecificationText.read(request.specification(), surroundings);
    var application = applications.usable(request.applicationName());
    operations.requireFree(application.name(), ALL);
    int from = application.specificationVersion();
    var former = specifications.get(application.name(), from);
    requireSameWay(former, specification);
    boolean same = former.equals(specification);
    int to = same ? from : from + 1;
    var settled = drift.settle(application, inventory.of(application.name()), request.drift());
    var updates =
        ApplicationStack.of(application.name(), application.environments()).stream()
            .filter(stack -> stack.kind() != ApplicationStack.Kind.IMAGES)
            .map(stack -> update(application, specification, stack, settled.entries()))
            .toList();
    return new Draft(
            application.name(),
            ALL,
            new UpdatePlan(from, to, updates),
            message(application, to, same),
            Optional.of(new ApplicationChange.Proposed(application, to, specification)))
        .adopting(settled.adoptions());
  }

  /** Another router, other load balancers or other names would move what customers come by. */
  private static void requireSameWay(Specification former, Specification next) {
    var was = former.release();
    var asked = next.release();
    if (was.router() != asked.router()
        || (was.router() == Router.ROUTE53 && !was.balancers().equals(asked.balancers()))) {
      throw new Rejected(
          409,
          "not-updatable",
          "specification.release: the router of an application stays, and so do the load balancers"
              + " and the names where it is route53; make a new application");
    }
  }

  private static String message(Application application, int to, boolean same) {
    return "updates '"
        + application.name()
        + "' to "
        + (same ? "what this Slipway makes of version " : "version ")
        + to
        + " of its specification";
  }

  private StackUpdate update(
      Application application,
      Specification specification,
      ApplicationStack stack,
      List<InventoryEntry> entries) {
    var found = stacks.find(stack.name()).orElseThrow(() -> notReady(stack, "does not exist"));
    if (found.state() != StackState.READY) {
      throw notReady(stack, "is " + found.status());
    }
    var former = stacks.template(found);
    var places = entries.stream().filter(entry -> stack.places().contains(entry.place())).toList();
    var rendered = rendering.again(application, stack, specification, places);
    Replacements.refuse(stack.name(), tree(stack, former), rendered.tree());
    return new StackUpdate(
        stack,
        Sha256.hex(former),
        rendered.hash(),
        found.parameters(),
        values.present(places, found.parameters()));
  }

  private static JsonNode tree(ApplicationStack stack, String template) {
    try {
      return Json.mapper().readTree(template);
    } catch (JsonProcessingException e) {
      throw notReady(stack, "has a template that Slipway did not render");
    }
  }

  private static Rejected notReady(ApplicationStack stack, String how) {
    return new Rejected(
        409,
        "stack-not-ready",
        "stack "
            + stack.name()
            + " "
            + how
            + ", so it cannot be updated; look at it in CloudFormation");
  }

  @Override
  public Claim claim(UpdateRequest request) {
    return Claim.on(applications.get(request.applicationName()), ALL);
  }

  @Override
  public Forecast forecast(Draft draft) {
    return UpdateForecast.of((UpdatePlan) draft.plan());
  }
}
