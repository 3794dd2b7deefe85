package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.kernel.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One type of resource: how CloudFormation makes it, when it is ready, and how it is taken away.
 *
 * <p>Methods are called with the account's lock held, and may throw {@link ResourceFailure} or an
 * {@link AwsServiceException}; either ends the resource with its reason.
 */
public interface ResourceType {

  /** For example {@code AWS::ECS::Service}. */
  String name();

  /** The properties that are modelled, as the type's resource provider schema names them. */
  Set<String> properties();

  /** Those of {@link #properties} that must be there. */
  Set<String> required();

  /** What {@code Fn::GetAtt} gives of it. */
  Set<String> attributes();

  /** How long it takes at least from the call to ready, about as CloudFormation shows it. */
  Duration takes();

  /** Whether the stack's tags are put on it, as a list under {@code Tags}. */
  default boolean isTagged() {
    return properties().contains("Tags");
  }

  /** Which capability a stack with it needs; empty for none. */
  default String capability(JsonNode properties) {
    return "";
  }

  /** Makes it. */
  Made create(Order order);

  /** Whether it has become what was asked for. */
  default boolean isReady(Existing resource) {
    return true;
  }

  /**
   * The properties that cannot be changed: where one of them is another, CloudFormation makes a new
   * resource ("Update requires: Replacement").
   */
  default Set<String> replacing() {
    return properties();
  }

  /** The property with a name that only one resource can have; empty where there is none. */
  default String named() {
    return "";
  }

  /**
   * Changes it where it is.
   *
   * @param was how it was made, or changed last
   */
  default Made update(Existing was, Order order) {
    throw new UnsupportedOperationException(
        "updates of " + name() + " in place are not modelled here");
  }

  /** Takes it away; does nothing where it is gone already. */
  void delete(Existing resource);

  /** Whether it is gone after {@link #delete}. */
  default boolean isGone(Existing resource) {
    return true;
  }

  /**
   * What has been made.
   *
   * @param physicalId what {@code Ref} gives
   */
  record Made(String physicalId, Map<String, String> attributes) {}

  /** A resource that was made: its physical id and the properties it was made from. */
  record Existing(String physicalId, Map<String, String> attributes, ObjectNode properties) {

    /** The same resource, as an update in place leaves it. */
    public Made same() {
      return new Made(physicalId, attributes);
    }
  }

  /**
   * What is to be made.
   *
   * @param properties resolved, with the stack's tags
   * @param ids where generated names get their ending
   */
  record Order(String stackName, String logicalId, ObjectNode properties, Ids ids) {

    /** The properties that are not what they were, but for the tags. */
    public ObjectNode changed(Existing was) {
      var changed = properties.deepCopy();
      changed.remove("Tags");
      was.properties()
          .properties()
          .forEach(
              before -> {
                if (before.getValue().equals(properties.get(before.getKey()))) {
                  changed.remove(before.getKey());
                }
              });
      return changed;
    }

    private static final String ENDING = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int ENDING_LENGTH = 12;

    /**
     * The property's text, or a name of the form STACK-LOGICALID-ENDING in at most {@code most}.
     */
    public String nameOr(String property, int most) {
      if (properties.has(property)) {
        return properties.get(property).asText();
      }
      var ending = new StringBuilder(ENDING_LENGTH);
      for (int i = 0; i < ENDING_LENGTH; i++) {
        ending.append(ENDING.charAt(ids.below(ENDING.length())));
      }
      int room = most - ENDING_LENGTH - 1;
      var id = logicalId.substring(0, Math.min(logicalId.length(), room / 2));
      var stack = stackName.substring(0, Math.min(stackName.length(), room - id.length() - 1));
      return stack + "-" + id + "-" + ending;
    }
  }
}
