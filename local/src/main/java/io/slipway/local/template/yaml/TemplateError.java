package io.slipway.local.template.yaml;

/**
 * A template that CloudFormation would refuse; the message is what it would say, as far as it is
 * known.
 */
public final class TemplateError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TemplateError(String message) {
    super(message);
  }

  public TemplateError(String message, Throwable cause) {
    super(message, cause);
  }
}
