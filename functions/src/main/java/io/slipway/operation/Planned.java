package io.slipway.operation;

import io.slipway.aws.DefinitionChange;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Rejected;
import io.slipway.domain.ServicePlace;
import java.util.List;
import java.util.Optional;

/**
 * What a change of an application would do, and what stands against it.
 *
 * @param message all of it in one sentence
 * @param possible whether nothing stands against it
 * @param environments those that were looked at
 * @param operations what has to be asked for, in order
 * @param stacks what becomes of the stacks of these environments
 * @param releases what becomes of the task definitions there
 */
public record Planned(
    String applicationName,
    String message,
    boolean possible,
    List<Environment> environments,
    List<Step> operations,
    List<OfStack> stacks,
    List<OfRelease> releases) {

  public Planned {
    environments = List.copyOf(environments);
    operations = List.copyOf(operations);
    stacks = List.copyOf(stacks);
    releases = List.copyOf(releases);
  }

  /**
   * One operation, as a dry run tells it.
   *
   * @param request the route that starts it
   * @param refused why that would be refused now; then there are no steps and no changes
   */
  public record Step(
      OperationKind operation,
      String request,
      String message,
      List<Refusal> refused,
      List<Forecast.Step> steps,
      List<Forecast.Change> changes) {

    public Step {
      refused = List.copyOf(refused);
      steps = List.copyOf(steps);
      changes = List.copyOf(changes);
    }
  }

  /** As the problem would say it. */
  public record Refusal(int status, String code, String reason) {

    static Refusal of(Rejected rejected) {
      return new Refusal(rejected.status(), rejected.code(), rejected.getMessage());
    }
  }

  /** What becomes of something. */
  public enum Finding {
    CHANGES,
    SAME,
    /** It is not there yet. */
    COMES,
    /** It is there no longer. */
    GOES,
    /** Nothing has been deployed, so that there is nothing to compare with. */
    NOTHING_DEPLOYED,
    /** CloudFormation has not said; what the templates say is told all the same. */
    UNKNOWN
  }

  /**
   * A stack.
   *
   * @param reason why CloudFormation has not said what changes; empty where it has
   * @param told the parameters that CloudFormation knows old values of, and is told first; nothing
   *     becomes otherwise by that
   * @param resources what CloudFormation says it would do
   * @param differences what the new template says otherwise
   */
  public record OfStack(
      String stack,
      Environment environment,
      Finding finding,
      Optional<String> reason,
      List<String> told,
      List<ResourceChangeSeen> resources,
      List<TemplateDifference> differences) {

    public OfStack {
      told = List.copyOf(told);
      resources = List.copyOf(resources);
      differences = List.copyOf(differences);
    }
  }

  /**
   * The task definition of one service of a place.
   *
   * @param from the revision that runs
   * @param version the tag of the image that it would get
   * @param image the same by its digest
   * @param parametersFrom the version of the environment's parameters that it has
   * @param parametersTo the one that it would get
   */
  public record OfRelease(
      ServicePlace place,
      Finding finding,
      Optional<String> from,
      Optional<ImageTag> version,
      Optional<String> image,
      Optional<Integer> parametersFrom,
      Optional<Integer> parametersTo,
      List<DefinitionChange> changes) {

    public OfRelease {
      changes = List.copyOf(changes);
    }
  }
}
