package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.aws.TaskDefinitions.Rendered;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Image;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what the task definition of a release has to be in one place: as its version of the
 * specification says, and as the version of the release before had it.
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
    var application = rollout.entry().application();
    var said =
        rollout.entry().release().map(Release::specificationVersion).orElse(Specifications.FIRST);
    var had = rollout.entry().release().flatMap(Release::parametersVersion);
    var next =
        render(
            specifications.get(application, version),
            rollout,
            image,
            secrets(rollout, rollout.parametersVersion()));
    requireContainer(next, rollout.entry().address().container(), version);
    return new Rendered(
        next, render(specifications.get(application, said), rollout, image, secrets(rollout, had)));
  }

  /** The ARNs of the parameters of the place's environment, by the names of their variables. */
  private Map<String, JsonNode> secrets(PlaceRollout rollout, Optional<Integer> version) {
    var secrets = new TreeMap<String, JsonNode>();
    parameters
        .set(
            rollout.entry().application(), rollout.entry().place().environment(), version.orElse(0))
        .arns()
        .forEach((name, arn) -> secrets.put(name, text(arn)));
    return secrets;
  }

  private static ObjectNode render(
      Specification specification,
      PlaceRollout rollout,
      Image image,
      Map<String, JsonNode> secrets) {
    var place = rollout.entry().place();
    return TaskRendering.of(
        specification, primary(specification), Colour.of(place), facts(rollout, image, secrets));
  }

  private static String primary(Specification specification) {
    return specification.services().entrySet().stream()
        .filter(service -> service.getValue().equals(specification.primary()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Roles are left as they are where the specification names none. */
  private static TaskFacts facts(PlaceRollout rollout, Image image, Map<String, JsonNode> secrets) {
    var revision = RevisionArn.of(rollout.taskDefinition());
    return new TaskFacts(
        text(revision.family()),
        text(image.reference()),
        image.tag().value(),
        text(logGroup(rollout.entry().application(), rollout)),
        text(revision.region()),
        secrets,
        Optional.empty(),
        Optional.empty());
  }

  /** The same name stands in the application templates. */
  private static String logGroup(ApplicationName application, PlaceRollout rollout) {
    return "/slipway/" + application + "/" + rollout.place();
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
