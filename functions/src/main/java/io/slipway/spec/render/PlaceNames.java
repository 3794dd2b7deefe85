package io.slipway.spec.render;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Place;
import io.slipway.runtime.Sha256;
import io.slipway.spec.Specification;
import java.util.Locale;

/** What the services of an application are called in AWS, at one of its places. */
public record PlaceNames(ApplicationName application, Place place, String primary) {

  private static final int MARK = 6;

  public PlaceNames(ApplicationName application, Place place, Specification specification) {
    this(application, place, specification.primaryName());
  }

  /**
   * An ECS service, and the family of its task definitions. No name of an application has an
   * underscore, so that two applications never mean the same one.
   */
  public String service(String service) {
    var name = application + "-" + place;
    return service.equals(primary) ? name : name + "_" + service;
  }

  /** The log group of all services of the place. */
  public String logGroup() {
    return "/slipway/" + application + "/" + place;
  }

  /** A target group of the primary service: 32 characters at most. */
  public String targetGroup() {
    return application + "-" + place.code();
  }

  /**
   * A service's part of logical ids and names of outputs, where only letters and digits are allowed
   * and no two services may be the same.
   */
  public static String key(String service) {
    var letters = service.replaceAll("[^A-Za-z0-9]", "");
    var name = letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
    return service.matches("[a-z][A-Za-z0-9]*")
        ? name
        : name + Sha256.hex(service).substring(0, MARK);
  }

  /** The end of logical ids and names of outputs: none for the primary service. */
  String suffix(String service) {
    return service.equals(primary) ? "" : "Of" + key(service);
  }
}
