package io.slipway.domain;

/**
 * What the parts of one place are called in AWS; the same names stand in the rendered templates.
 */
public record PlaceNames(ApplicationName application, Place place) {

  /** The ECS service that customers reach, and the family of its task definitions. */
  public String service() {
    return application + "-" + place;
  }

  /**
   * Another service, and its family. No name of an application has an underscore, so that two
   * applications never mean the same one.
   *
   * @param name what the specification calls it
   */
  public String service(String name) {
    return service() + "_" + name;
  }

  /** The log group of all services of the place. */
  public String logGroup() {
    return "/slipway/" + application + "/" + place;
  }

  /** The target group: at most 32 characters, which is all that Elastic Load Balancing takes. */
  public String targetGroup() {
    return application + "-" + place.code();
  }
}
