package io.slipway.aws;

import java.util.Optional;

/**
 * The template that a change set brings a stack to; with neither, the one that the stack has.
 *
 * @param url where CloudFormation reads it, with the caller's rights
 * @param body the template itself
 */
public record ProposedTemplate(Optional<String> url, Optional<String> body) {

  /**
   * The most bytes of a template in a request.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">
   *     CloudFormation quotas</a>
   */
  public static final int LONGEST_BODY = 51_200;

  /** The template that the stack has. */
  public static final ProposedTemplate PRESENT =
      new ProposedTemplate(Optional.empty(), Optional.empty());

  /** One that is kept. */
  public static ProposedTemplate at(String url) {
    return new ProposedTemplate(Optional.of(url), Optional.empty());
  }

  /** One that goes with the request. */
  public static ProposedTemplate of(String body) {
    return new ProposedTemplate(Optional.empty(), Optional.of(body));
  }

  boolean isPresent() {
    return url.isEmpty() && body.isEmpty();
  }
}
