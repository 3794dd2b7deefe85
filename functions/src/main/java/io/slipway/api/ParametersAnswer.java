package io.slipway.api;

import io.slipway.domain.Environment;
import io.slipway.operation.ParameterPolicy;
import io.slipway.runtime.Answer;
import io.slipway.store.Application;
import io.slipway.store.ParameterVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of an environment, without their values.
 *
 * @param version 0 where nobody has given any
 * @param missing what the specification names, and is not there: a deploy is refused
 * @param extra what is there, and the specification does not name: a deploy is refused
 * @param links to the deploy that follows, where one does
 */
record ParametersAnswer(
    String applicationName,
    Environment environment,
    int version,
    List<Line> parameters,
    Optional<String> changedBy,
    Optional<Instant> changedAt,
    List<String> missing,
    List<String> extra,
    Optional<String> message,
    Map<String, String> links) {

  /**
   * One parameter.
   *
   * @param setIn the version that has given it its value
   */
  record Line(String name, int setIn) {}

  static Answer answer(
      Application application,
      Environment environment,
      ParameterVersion version,
      List<String> keys,
      Optional<String> message,
      Map<String, String> links) {
    var policy = ParameterPolicy.of(keys, version.paths().keySet());
    var given = Optional.of(version).filter(some -> some.number() > 0);
    var body =
        new ParametersAnswer(
            application.name().value(),
            environment,
            version.number(),
            version.paths().entrySet().stream()
                .map(path -> new Line(path.getKey(), path.getValue()))
                .toList(),
            given.map(ParameterVersion::by),
            given.map(ParameterVersion::at),
            policy.missing(),
            policy.extra(),
            message,
            links);
    return Answer.ok(body).tagged(tag(version));
  }

  /** What {@code If-Match} names a version by. */
  static String tag(ParameterVersion version) {
    return "\"" + version.number() + "\"";
  }
}
