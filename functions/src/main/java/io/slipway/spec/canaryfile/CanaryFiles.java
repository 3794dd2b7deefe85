package io.slipway.spec.canaryfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Rejected;
import io.slipway.spec.Surroundings;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.Origins;
import io.slipway.spec.shape.Said;
import java.util.List;
import java.util.Optional;

/** Reads the deployment file of a canary release. */
public final class CanaryFiles {

  private static final Form<CanaryFile> FORM = new Form<>(CanaryFile.class, Naming.SNAKE);

  private CanaryFiles() {}

  /** The form, for its schema and its table. */
  public static Form<?> form() {
    return FORM;
  }

  /**
   * A file in the words of our own form.
   *
   * @param document in our own form
   * @param origins where its parts came from
   * @param version the tag of the image
   */
  public record Translated(ObjectNode document, Origins origins, String version) {}

  /** The file with its templates filled in; what cannot be is said and left as it is. */
  public static JsonNode fill(JsonNode document, Surroundings surroundings, Said problems) {
    return Templates.fill(document, surroundings, problems);
  }

  /**
   * The file in our own form; empty where it is not of this form, which has then been said.
   *
   * @param filled the file with its templates filled in
   */
  public static Optional<Translated> read(
      JsonNode filled, Surroundings surroundings, Said problems) {
    return FORM.read(filled, "", problems).flatMap(file -> translate(file, surroundings, problems));
  }

  private static Optional<Translated> translate(
      CanaryFile file, Surroundings surroundings, Said problems) {
    var before = new Once(problems);
    var service = file.service();
    before.either(
        service.policies(),
        service.iamRoles().taskRole(),
        "service.policies",
        "iam_roles.task_role");
    service
        .autoScaling()
        .ifPresent(
            scaling ->
                before.either(
                    scaling.policies(),
                    scaling.autoScalingPolicies(),
                    "service.auto_scaling.policies",
                    "auto_scaling_policies"));
    if (service.requiresCompatibilities().size() > 1) {
      before.add(
          "service.requires_compatibilities", "one of FARGATE and EC2 is expected, but got both");
    }
    for (int i = 0; i < file.listeners().size(); i++) {
      var listener = file.listeners().get(i);
      before.either(
          listener.rule().stream().toList(),
          listener.rules(),
          "listeners[" + i + "].rule",
          "rules");
    }
    try {
      var unused = new ImageTag(service.version().text());
    } catch (Rejected e) {
      before.add("service.version", e.getMessage().replaceFirst("^[A-Za-z]+: ", ""));
    }
    return before.any()
        ? Optional.empty()
        : Optional.of(
            new Translated(
                new CanaryTranslation(file, surroundings).document(),
                CanaryTranslation.origins(service.name()),
                service.version().text()));
  }

  /** Counts what is said. */
  private static final class Once {

    private final Said problems;
    private boolean any;

    Once(Said problems) {
      this.problems = problems;
    }

    void add(String path, String message) {
      any = true;
      problems.add(path, message);
    }

    void either(List<?> one, List<?> other, String path, String otherKey) {
      if (!one.isEmpty() && !other.isEmpty()) {
        add(path, "says the same as " + otherKey + "; leave one of the two out");
      }
    }

    boolean any() {
      return any;
    }
  }
}
