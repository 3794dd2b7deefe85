package io.slipway.spec.render;

/**
 * A load balancer that a stack finds there.
 *
 * @param arn of itself, or of its listener for applications
 * @param dns its DNS name
 * @param zone its hosted zone
 */
public record Balancer(String arn, String dns, String zone) {

  private static final String LISTENER = ":listener/";

  /** The ARN of the load balancer. */
  String loadBalancer() {
    return arn.contains(LISTENER)
        ? arn.replace(LISTENER, ":loadbalancer/").replaceFirst("/[^/]*$", "")
        : arn;
  }

  /** What metrics call it: {@code app/NAME/ID}. */
  String fullName() {
    var own = loadBalancer();
    return own.substring(own.indexOf('/') + 1);
  }

  /** The ARN of something else in the same account and region. */
  String sibling(String service, String resource) {
    var parts = arn.split(":", 6);
    return String.join(":", parts[0], parts[1], service, parts[3], parts[4], resource);
  }

  String region() {
    return arn.split(":", 6)[3];
  }

  String partition() {
    return arn.split(":", 6)[1];
  }

  String account() {
    return arn.split(":", 6)[4];
  }
}
