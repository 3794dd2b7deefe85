package io.slipway.operation;

import io.slipway.aws.Clusters;
import io.slipway.aws.NamedSecrets;
import io.slipway.aws.RoleRights;
import io.slipway.aws.SecretParameters;
import io.slipway.aws.ServicePorts;
import io.slipway.aws.ServicePorts.Wiring;
import io.slipway.aws.TaskRoles;
import io.slipway.domain.Finding;
import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.spec.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether one service of a place has what its tasks need to start and to be reached. */
final class ServiceVerification {

  private static final String SECRETS_MANAGER = ":secretsmanager:";

  private final Clusters clusters;
  private final TaskRoles roles;
  private final RoleRights rights;
  private final ServicePorts services;
  private final SecretParameters parameters;
  private final NamedSecrets secrets;
  private final Settings settings;

  ServiceVerification(Platform platform) {
    this.clusters = new Clusters(platform);
    this.roles = new TaskRoles(platform);
    this.rights = new RoleRights(platform);
    this.services = new ServicePorts(platform);
    this.parameters = new SecretParameters(platform);
    this.secrets = new NamedSecrets(platform);
    this.settings = platform.settings();
  }

  /** Where it runs. */
  Finding cluster(String name, Placement placement) {
    return clusters
        .find(name)
        .map(cluster -> VerificationRules.cluster(name, cluster, placement))
        .orElseGet(() -> Finding.wrong("cluster", "there is no cluster " + name));
  }

  /** How it is wired now. */
  Wiring wiring(ServiceId service) {
    return services.of(service);
  }

  /** Its ports, roles and secrets. */
  List<Finding> parts(Wiring wiring) {
    var parts = new ArrayList<Finding>();
    parts.add(VerificationRules.doors(wiring.doors()));
    parts.add(
        Finding.of(
            "roles",
            Stream.concat(wiring.taskRole().stream(), wiring.executionRole().stream())
                .distinct()
                .map(role -> PlaceVerification.looking(role, () -> role(role)))
                .toList()));
    parts.add(
        PlaceVerification.looking(
            "secrets",
            () ->
                VerificationRules.secrets(wiring.secrets(), parameters::existing, secrets::fault)));
    if (!wiring.secrets().isEmpty()) {
      parts.add(PlaceVerification.looking("rights", () -> rights(wiring)));
    }
    return parts;
  }

  private Finding role(String arn) {
    return roles
        .areForTasks(arn)
        .map(
            trusted ->
                Finding.judged(
                    arn,
                    trusted,
                    trusted
                        ? "ECS may take it for tasks"
                        : "its trust policy does not let ecs-tasks.amazonaws.com take it"))
        .orElseGet(() -> Finding.wrong(arn, "there is no such role"));
  }

  private Finding rights(Wiring wiring) {
    if (wiring.executionRole().isEmpty()) {
      return Finding.wrong("rights", "there is no execution role that may read its secrets");
    }
    var role = wiring.executionRole().get();
    var forbidden = new ArrayList<String>();
    forbidden.addAll(
        forbidden(
            role,
            "secretsmanager:GetSecretValue",
            wiring.secrets().stream()
                .filter(source -> source.contains(SECRETS_MANAGER))
                .map(NamedSecrets::secret)));
    forbidden.addAll(
        forbidden(
            role,
            "ssm:GetParameters",
            wiring.secrets().stream()
                .filter(source -> !source.contains(SECRETS_MANAGER))
                .map(this::parameter)));
    return VerificationRules.rights(role, forbidden);
  }

  private List<String> forbidden(String role, String action, Stream<String> resources) {
    var asked = resources.distinct().toList();
    return asked.isEmpty() ? List.of() : rights.forbidden(role, action, asked);
  }

  private String parameter(String source) {
    return source.startsWith("arn:")
        ? source
        : settings.get("PARAMETER_PREFIX") + (source.startsWith("/") ? "" : "/") + source;
  }
}
