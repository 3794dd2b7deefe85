package io.slipway.domain;

/**
 * What the parts of one place are called in AWS; the same names stand in the application templates.
 */
public record PlaceNames(ApplicationName application, Place place) {

  /** The ECS service, and the family of its task definitions. */
  public String service() {
    return application + "-" + place;
  }

  /** The target group: at most 32 characters, which is all that Elastic Load Balancing takes. */
  public String targetGroup() {
    return application + "-" + place.code();
  }
}
