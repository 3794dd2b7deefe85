package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader.Reading;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a request for a release says by itself, whatever there is now.
 *
 * @param application its name, as the request or the service has it
 * @param version what is released
 */
record ReleaseWishes(
    ReleaseRequest request,
    ApplicationName application,
    ImageTag version,
    Specification specification) {

  /**
   * Reads the body of a request.
   *
   * @throws Rejected 400 with everything that is wrong with it and with its file
   */
  static ReleaseWishes read(JsonNode body, Surroundings surroundings) {
    var problems = new Problems();
    var request = noting(problems, () -> Json.read(body, ReleaseRequest.class, "body", problems));
    var given = request.flatMap(ReleaseRequest::imageTag);
    var reading =
        body.path("specification").isMissingNode()
            ? Optional.<Reading>empty()
            : noting(
                problems,
                () ->
                    Optional.of(
                        SpecificationText.reading(
                            body.path("specification"), given, surroundings)));
    var version = given.or(() -> reading.flatMap(Reading::version).map(ImageTag::new));
    if (request.isPresent() && reading.isPresent() && version.isEmpty()) {
      problems.add(
          "imageTag", "is required here: only a deployment file says it, as service.version");
    }
    var name =
        request
            .flatMap(ReleaseRequest::applicationName)
            .or(() -> reading.flatMap(read -> named(read.specification(), problems)));
    problems.refuse();
    return new ReleaseWishes(
        request.orElseThrow(),
        name.orElseThrow(),
        version.orElseThrow(),
        reading.orElseThrow().specification());
  }

  private static Optional<ApplicationName> named(Specification specification, Problems problems) {
    var service = specification.primaryName();
    try {
      return Optional.of(new ApplicationName(service));
    } catch (Rejected e) {
      problems.add(
          "applicationName",
          "is required here, as the service is called "
              + Quoted.of(service)
              + ", which no application can be; "
              + e.faults().getFirst().message());
      return Optional.empty();
    }
  }

  /** What {@code reading} gives, or nothing, with what it says against it. */
  private static <T> Optional<T> noting(Problems problems, Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (Rejected e) {
      if (e.faults().isEmpty()) {
        throw e;
      }
      e.faults().forEach(fault -> problems.add(fault.path(), fault.message()));
      return Optional.empty();
    }
  }

  /** Refuses to create an application of which nobody would hear anything. */
  void requireEmail() {
    if (request.email().isEmpty()) {
      throw Rejected.invalid(
          "email",
          "is required here, as there is no application '"
              + application
              + "' yet: who gets its notifications");
    }
  }
}
