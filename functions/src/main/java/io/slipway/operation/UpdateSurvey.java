package io.slipway.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.spec.Router;
import io.slipway.spec.Specification;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.store.Adoption;
import io.slipway.store.Application;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;

/**
 * Looks what another version of a specification makes of the stacks of an application. It may
 * change everything but what would have to be made anew where requests come by.
 */
final class UpdateSurvey {

  private static final List<EnvironmentGroup> ALL = List.of(EnvironmentGroup.values());

  private final Operations operations;
  private final Inventory inventory;
  private final Specifications specifications;
  private final Stacks stacks;
  private final StackRendering rendering;
  private final StackValues values;
  private final DriftSurvey drift;

  UpdateSurvey(Platform platform) {
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.specifications = new Specifications(platform);
    this.stacks = new Stacks(platform);
    this.rendering = new StackRendering(platform);
    this.values = new StackValues(platform);
    this.drift = new DriftSurvey(platform);
  }

  /**
   * What was found.
   *
   * @param from the version that the application has
   * @param to the one that it gets; the same where it is the same specification
   * @param former the specification that it has
   * @param stacks of all environments; production's last
   */
  record Found(
      int from, int to, Specification former, List<Surveyed> stacks, List<Adoption> adoptions) {

    boolean same() {
      return from == to;
    }

    UpdatePlan plan() {
      return new UpdatePlan(from, to, stacks.stream().map(Surveyed::update).toList());
    }
  }

  /**
   * One stack.
   *
   * @param stack as it is
   * @param former the template that it has
   * @param next the one that it is to have
   */
  record Surveyed(StackUpdate update, Stack stack, JsonNode former, RenderedTemplate next) {}

  Found of(
      Application application,
      Specification specification,
      Optional<DriftChoice> choice,
      Objections objections) {
    var name = application.name();
    objections.allows(() -> operations.requireFree(name, ALL));
    int from = application.specificationVersion();
    var former = specifications.get(name, from);
    int to = former.equals(specification) ? from : from + 1;
    if (!objections.allows(() -> requireSameWay(former, specification))) {
      return new Found(from, to, former, List.of(), List.of());
    }
    var recorded = inventory.of(name);
    var settled =
        objections
            .asked(() -> drift.settle(application, recorded, choice))
            .orElseGet(() -> new DriftSurvey.Settled(recorded, List.of()));
    var found =
        ApplicationStack.of(name, application.environments()).stream()
            .filter(stack -> stack.kind() != ApplicationStack.Kind.IMAGES)
            .flatMap(
                stack ->
                    objections
                        .asked(
                            () ->
                                look(
                                    application,
                                    specification,
                                    stack,
                                    settled.entries(),
                                    objections))
                        .stream())
            .toList();
    return new Found(from, to, former, found, settled.adoptions());
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

  private Surveyed look(
      Application application,
      Specification specification,
      ApplicationStack stack,
      List<InventoryEntry> entries,
      Objections objections) {
    var found = stacks.find(stack.name()).orElseThrow(() -> notReady(stack, "does not exist"));
    objections.allows(
        () -> {
          if (found.state() != StackState.READY) {
            throw notReady(stack, "is " + found.status());
          }
        });
    var text = stacks.template(found);
    var former = tree(stack, text);
    var places = entries.stream().filter(entry -> stack.places().contains(entry.place())).toList();
    var rendered = rendering.again(application, stack, specification, places);
    objections.allows(() -> Replacements.refuse(stack.name(), former, rendered.tree()));
    var update =
        new StackUpdate(
            stack,
            Sha256.hex(text),
            rendered.hash(),
            found.parameters(),
            values.present(places, found.parameters()));
    return new Surveyed(update, found, former, rendered);
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
}
