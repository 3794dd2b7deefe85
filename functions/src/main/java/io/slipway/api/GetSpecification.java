package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.spec.Specification;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.WrittenAs;
import io.slipway.spec.reading.YamlText;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Specifications;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /stacks/{applicationName}/specification}: a version of the specification in our own
 * form, whole, as a file that can be changed and put back.
 */
public final class GetSpecification extends Route {

  private static final String FORMAT = "format";

  private final Applications applications;
  private final Specifications specifications;

  public GetSpecification() {
    this(Platform.fromEnvironment());
  }

  public GetSpecification(Platform platform) {
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("version", FORMAT));
    var format = call.query(FORMAT).orElse("json");
    requireKnown(format);
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    int version = call.number("version", 1, Integer.MAX_VALUE, application.specificationVersion());
    return document(format, specification(application, version))
        .answer(call)
        .with(
            "content-location",
            call.stagePath()
                + "/stacks/"
                + application.name()
                + "/specification?version="
                + version
                + "&format="
                + format)
        .with("cache-control", "no-cache");
  }

  private static Tagged document(String format, Specification specification) {
    var tree = SpecificationReader.write(specification);
    return format.equals("yaml")
        ? new Tagged("application/yaml", YamlText.of(tree))
        : new Tagged("application/json", tree.toPrettyString() + "\n");
  }

  private Specification specification(Application application, int version) {
    return Optional.of(version)
        .filter(number -> number <= application.specificationVersion())
        .flatMap(number -> specifications.find(application.name(), number))
        .orElseThrow(
            () ->
                new Rejected(
                    404,
                    "unknown-version",
                    "the specification of '"
                        + application.name()
                        + "' has no version "
                        + version
                        + "; the latest is "
                        + application.specificationVersion()));
  }

  /** The other forms say less than ours, so that giving one back would leave something out. */
  private static void requireKnown(String format) {
    if (Set.of("json", "yaml").contains(format)) {
      return;
    }
    boolean form =
        Arrays.stream(WrittenAs.values()).anyMatch(known -> known.toString().equals(format));
    throw form
        ? new Rejected(
            406,
            "form-not-kept",
            "format: a specification is kept in our own form, whatever form it was given in, and"
                + " cannot be told as "
                + format
                + " without leaving something out; json and yaml are allowed")
        : Rejected.invalid(FORMAT, "json and yaml are allowed, but got " + Quoted.of(format));
  }
}
