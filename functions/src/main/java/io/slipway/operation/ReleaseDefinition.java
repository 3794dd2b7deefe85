package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.aws.TaskDefinitions.Rendered;
import io.slipway.domain.Image;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.ParameterSet;
import io.slipway.domain.PlaceNames;
import io.slipway.domain.Release;
import io.slipway.domain.ResourceMissing;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.spec.render.Colour;
import io.slipway.spec.render.TaskFacts;
import io.slipway.spec.render.TaskRendering;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Specifications;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what the task definition of a release has to be for one service of a place: as its version
 * of the specification says, and as the version of the release before had it.
 */
public final class ReleaseDefinition {

  private final Specifications specifications;
  private final ParameterVersions parameters;

  public ReleaseDefinition(Platform platform) {
    this.specifications = new Specifications(platform);
    this.parameters = new ParameterVersions(platform);
  }

  /**
   * The definition that is to follow the one of {@code rollout}.
   *
   * @param version of the specification
   * @throws ResourceMissing where the specification has no longer the container that the service
   *     was made with
   */
  public Rendered of(PlaceRollout rollout, int version, Image image) {
    var next = specifications.get(rollout.entry().application(), version);
    var rendered = of(rollout, next, image);
    requireContainer(rendered.next(), rollout.id().container(), version);
    return rendered;
  }

  /** The same by a specification that need not be a version of the application yet. */
  Rendered of(PlaceRollout rollout, Specification next, Image image) {
    var entry = rollout.entry();
    var had = entry.release().flatMap(Release::parametersVersion);
    return new Rendered(
        render(rollout, next, image, parameters(entry, rollout.parametersVersion())),
        render(rollout, before(rollout, next), image, parameters(entry, had)));
  }

  /**
   * What was said when the revision was made that the service has. One that has come since the
   * release before has that of its stack, which the present specification has made.
   */
  private Specification before(PlaceRollout rollout, Specification next) {
    var entry = rollout.entry();
    int said = entry.release().map(Release::specificationVersion).orElse(Specifications.FIRST);
    var before = specifications.get(entry.application(), said);
    return rollout.secondary().map(before.services()::containsKey).orElse(true) ? before : next;
  }

  private ParameterSet parameters(InventoryEntry entry, Optional<Integer> version) {
    return version
        .map(number -> parameters.set(entry.application(), entry.place().environment(), number))
        .orElse(ParameterSet.NONE);
  }

  private ObjectNode render(
      PlaceRollout rollout, Specification specification, Image image, ParameterSet parameters) {
    var entry = rollout.entry();
    var names = new PlaceNames(entry.application(), entry.place());
    var revision = RevisionArn.of(rollout.taskDefinition());
    var facts =
        new TaskFacts(
            text(revision.family()),
            text(image.reference()),
            image.tag().value(),
            text(names.logGroup()),
            text(revision.region()),
            secrets(parameters),
            // as they are, where the specification names none
            Optional.empty(),
            Optional.empty());
    return TaskRendering.of(
        specification,
        rollout.secondary().orElseGet(specification::primaryName),
        Colour.of(entry.place()),
        facts);
  }

  private static void requireContainer(ObjectNode definition, String container, int version) {
    var names =
        StreamSupport.stream(definition.path("ContainerDefinitions").spliterator(), false)
            .map(one -> one.path("Name").asText())
            .toList();
    if (!names.contains(container)) {
      throw new ResourceMissing(
          "version "
              + version
              + " of the specification has no container '"
              + container
              + "', which the service was made with; it has "
              + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")));
    }
  }

  private static Map<String, JsonNode> secrets(ParameterSet parameters) {
    return parameters.arns().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  /** A part of {@code arn:partition:ecs:region:account:task-definition/family:revision}. */
  private record RevisionArn(String region, String family) {

    static RevisionArn of(String arn) {
      var name = arn.substring(arn.indexOf('/') + 1);
      return new RevisionArn(arn.split(":", 5)[3], name.substring(0, name.lastIndexOf(':')));
    }
  }
}
