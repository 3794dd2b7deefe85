package io.slipway.operation;

import io.slipway.aws.Certificates.CertificateSeen;
import io.slipway.aws.Clusters.ClusterSeen;
import io.slipway.aws.FargateLimits.Room;
import io.slipway.aws.Images.Scan;
import io.slipway.aws.ServicePorts.Door;
import io.slipway.domain.Finding;
import io.slipway.spec.Capacity;
import io.slipway.spec.LaunchType;
import io.slipway.spec.Placement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is well, and what is not, of all that a place needs. */
final class VerificationRules {

  private static final String SPOT = "FARGATE_SPOT";
  private static final String CRITICAL = "CRITICAL";

  /** Of these a new host takes one, or two where it is production's. */
  private static final int RULES_LEFT = 2;

  private VerificationRules() {}

  /** A cluster that is active and has what the placement asks for. */
  static Finding cluster(String name, ClusterSeen cluster, Placement placement) {
    if (!cluster.active()) {
      return Finding.wrong("cluster", name + " is not active");
    }
    if (placement.launchType() == LaunchType.FARGATE) {
      boolean fits =
          placement.capacity() == Capacity.ON_DEMAND || cluster.providers().contains(SPOT);
      return Finding.judged(
          "cluster",
          fits,
          fits
              ? name + " is active"
              : name + " has not the capacity provider " + SPOT + ", which spot needs");
    }
    return placement
        .capacityProvider()
        .map(
            wanted ->
                Finding.judged(
                    "cluster",
                    cluster.providers().contains(wanted),
                    cluster.providers().contains(wanted)
                        ? name + " has the capacity provider " + wanted
                        : name + " has not the capacity provider " + wanted))
        .orElseGet(
            () ->
                Finding.judged(
                    "cluster",
                    cluster.instances() > 0,
                    name + " has " + cluster.instances() + " container instances"));
  }

  /** Each target group leads to a port that its container has. */
  static Finding doors(List<Door> doors) {
    if (doors.isEmpty()) {
      return Finding.ok("targetGroups", "none: it is a worker");
    }
    return Finding.of(
        "targetGroups",
        doors.stream()
            .map(
                door ->
                    Finding.judged(
                        door.targetGroup(),
                        door.exists(),
                        door.container()
                            + (door.exists() ? " listens on " : " does not listen on ")
                            + door.port()))
            .toList());
  }

  /**
   * The variables whose values ECS reads when it starts a task.
   *
   * @param sources ARNs, or names of parameters
   * @param existing which of some parameters there are
   * @param fault what is wrong with a secret of Secrets Manager; empty where nothing is
   */
  static Finding secrets(
      List<String> sources,
      Function<List<String>, Set<String>> existing,
      Function<String, Optional<String>> fault) {
    if (sources.isEmpty()) {
      return Finding.ok("secrets", "it has none");
    }
    var elsewhere = sources.stream().filter(source -> source.contains(":secretsmanager:")).toList();
    var names =
        sources.stream()
            .filter(source -> !elsewhere.contains(source))
            .map(PlaceVerification::parameterName)
            .distinct()
            .toList();
    var found = existing.apply(names);
    var parts = new ArrayList<Finding>();
    names.forEach(
        name ->
            parts.add(
                Finding.judged(
                    name,
                    found.contains(name),
                    found.contains(name)
                        ? "is in Parameter Store"
                        : "there is no such parameter")));
    elsewhere.forEach(
        arn ->
            parts.add(
                PlaceVerification.looking(
                    arn,
                    () ->
                        fault
                            .apply(arn)
                            .map(why -> Finding.wrong(arn, why))
                            .orElseGet(() -> Finding.ok(arn, "is in Secrets Manager")))));
    return Finding.of("secrets", parts);
  }

  /** One certificate at least that is valid now, for this host. */
  static Finding certificates(String host, List<CertificateSeen> seen, Instant now) {
    return seen.stream()
        .filter(certificate -> certificate.covers(host, now))
        .findFirst()
        .map(certificate -> Finding.ok("certificates", certificate.arn() + " covers " + host))
        .orElseGet(
            () ->
                Finding.wrong(
                    "certificates",
                    "none covers "
                        + host
                        + ": "
                        + seen.stream()
                            .map(VerificationRules::told)
                            .collect(Collectors.joining("; "))));
  }

  private static String told(CertificateSeen certificate) {
    return certificate.arn()
        + " is "
        + certificate.status()
        + certificate.until().map(until -> " until " + until).orElse("")
        + " for "
        + String.join(", ", certificate.names());
  }

  /** What ECS reads with a role's rights before it starts a task. */
  static Finding rights(String role, List<String> forbidden) {
    return Finding.judged(
        "rights",
        forbidden.isEmpty(),
        forbidden.isEmpty()
            ? role + " may read all of its secrets"
            : role + " may not read " + String.join(", ", forbidden));
  }

  /**
   * Room for a rollout, which starts as many tasks as there are before it stops those.
   *
   * @param needed processors
   */
  static Finding fargate(boolean spot, double needed, Room room) {
    var subject = spot ? "fargate spot" : "fargate";
    var used = room.used();
    if (used.isEmpty()) {
      return Finding.judged(
          subject,
          needed <= room.most(),
          "a rollout needs "
              + rounded(needed)
              + " processors of "
              + rounded(room.most())
              + "; AWS does not say how many are in use");
    }
    return Finding.judged(
        subject,
        used.get() + needed <= room.most(),
        "a rollout needs "
            + rounded(needed)
            + " processors; "
            + rounded(used.get())
            + " of "
            + rounded(room.most())
            + " are in use");
  }

  private static String rounded(double processors) {
    return BigDecimal.valueOf(processors)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Room for what an update or a canary may need. */
  static Finding rules(int used, int most) {
    return Finding.judged(
        "rules",
        used + RULES_LEFT <= most,
        "the load balancer has " + used + " of " + most + " listener rules");
  }

  /** No weakness that is critical, as far as anybody has looked. */
  static Finding scan(String image, Scan scan) {
    int critical = scan.findings().getOrDefault(CRITICAL, 0);
    var status = scan.status().orElse("");
    if (critical > 0) {
      return Finding.wrong(
          "image", image + " has " + critical + " critical findings" + others(scan.findings()));
    }
    if (status.equals("FAILED")) {
      return Finding.wrong("image", image + " could not be scanned");
    }
    return Finding.ok(
        "image",
        image
            + (status.isEmpty()
                ? " is there; it was never scanned"
                : " is there; its scan is " + status + others(scan.findings())));
  }

  private static String others(Map<String, Integer> findings) {
    return findings.isEmpty()
        ? ""
        : " ("
            + findings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "))
            + ")";
  }
}
