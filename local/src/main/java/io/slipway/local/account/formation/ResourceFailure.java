package io.slipway.local.account.formation;

/** A resource cannot be made or taken away; the message becomes the event's reason. */
public final class ResourceFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ResourceFailure(String reason) {
    super(reason);
  }

  /** The name is taken; the text is the resource handlers'. */
  public static ResourceFailure exists(String type, String property, String value) {
    return new ResourceFailure(
        ("Resource handler returned message: \"Resource of type '%s' with identifier"
                + " '{\"/properties/%s\":\"%s\"}' already exists.\" (HandlerErrorCode: AlreadyExists)")
            .formatted(type, property, value));
  }

  /** A property is wrong; the text is that of CloudFormation's check against the type's schema. */
  public static ResourceFailure property(String logicalId, String message) {
    return new ResourceFailure(
        "Properties validation failed for resource " + logicalId + " with message: " + message);
  }
}
