package io.slipway.local.http;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.registry.ImageBehaviour;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /local/builds}: what CodeBuild builds, and how the next build goes. */
final class BuildRoutes {

  private static final int LONGEST = 7_200;
  private static final int MOST_LINES = 1_000;
  private static final Set<String> SEVERITIES =
      Set.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNDEFINED");
  private static final String RESULTS =
      Arrays.stream(BuildScript.Result.values())
          .map(BuildRoutes::text)
          .collect(Collectors.joining(", "));

  /** How the next build is to go. */
  record Next(
      Optional<String> result,
      Optional<Integer> seconds,
      Optional<List<String>> lines,
      Optional<String> behaviour,
      Optional<Map<String, Integer>> findings,
      Optional<Boolean> scannable) {}

  private final SimulatedCodeBuild builds;

  BuildRoutes(SimulatedCodeBuild builds) {
    this.builds = builds;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "POST",
            "/builds",
            "say how the next build goes: {\"result\": \"%s\", \"seconds\", \"lines\", \"behaviour\", \"findings\": {\"CRITICAL\": 1}, \"scannable\"}"
                .formatted(RESULTS.replace(", ", "|")),
            this::next),
        new LocalRoute(
            "GET",
            "/builds",
            "every build: of what, its status, its log",
            request -> {
              request.allowQuery(Set.of());
              return Map.of("builds", builds.list());
            }));
  }

  private Object next(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var asked = request.body(Next.class);
    var usual = BuildScript.USUAL;
    var script =
        new BuildScript(
            asked.result().map(BuildRoutes::result).orElse(usual.result()),
            asked.seconds().map(BuildRoutes::seconds).orElse(usual.seconds()),
            asked.lines().map(BuildRoutes::lines).orElse(usual.lines()),
            asked.behaviour().map(BuildRoutes::behaviour).orElse(usual.behaviour()),
            asked.findings().map(BuildRoutes::findings).orElse(usual.findings()),
            asked.scannable().orElse(usual.scannable()));
    builds.next(script);
    return script;
  }

  private static BuildScript.Result result(String text) {
    return Arrays.stream(BuildScript.Result.values())
        .filter(known -> text(known).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid("result", "allowed: " + RESULTS + "; but got " + Quoted.of(text)));
  }

  private static String text(BuildScript.Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int seconds(int seconds) {
    if (seconds < 1 || seconds > LONGEST) {
      throw Rejected.invalid("seconds", "1 to " + LONGEST + " are allowed, but got " + seconds);
    }
    return seconds;
  }

  private static List<String> lines(List<String> lines) {
    if (lines.size() > MOST_LINES) {
      throw Rejected.invalid("lines", "at most " + MOST_LINES + " are allowed");
    }
    return lines;
  }

  private static ImageBehaviour behaviour(String text) {
    return ImageBehaviour.of(text)
        .orElseThrow(
            () -> Rejected.invalid("behaviour", "there is no behaviour " + Quoted.of(text)));
  }

  private static Map<String, Integer> findings(Map<String, Integer> findings) {
    findings.forEach(
        (severity, count) -> {
          if (!SEVERITIES.contains(severity) || count < 0) {
            throw Rejected.invalid(
                "findings", "severities with numbers are allowed, but got " + Quoted.of(severity));
          }
        });
    return findings;
  }
}
