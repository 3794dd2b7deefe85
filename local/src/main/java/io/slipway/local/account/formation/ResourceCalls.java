package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.template.yaml.TemplateError;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Makes and takes away a stack's resources; says of every failure why, as the event will tell. */
final class ResourceCalls {

  private final Kernel kernel;
  private final ResourceTypes types;
  private final Supplier<StackState.Stacks> state;

  ResourceCalls(Kernel kernel, ResourceTypes types, Supplier<StackState.Stacks> state) {
    this.kernel = kernel;
    this.types = types;
    this.state = state;
  }

  ResourceType type(StackState.Resource resource) {
    return types.of(resource.type);
  }

  /** Makes the resource; throws {@link ResourceFailure}. */
  void create(StackState.One stack, StackState.Resource resource) {
    explained(
        () -> {
          resource.properties = properties(stack, resource);
          failAsTold(state.get().creationsToFail, resource);
          var order =
              new ResourceType.Order(
                  stack.name, resource.logicalId, resource.properties, state.get().ids);
          var made = kernel.asAws(() -> type(resource).create(order));
          resource.physicalId = made.physicalId();
          resource.attributes.putAll(made.attributes());
          return true;
        });
  }

  /** Whether the resource has become what was asked for; throws {@link ResourceFailure}. */
  boolean isReady(StackState.Resource resource) {
    return explained(() -> type(resource).isReady(existing(resource)));
  }

  /** Takes the resource away; throws {@link ResourceFailure}. */
  void delete(StackState.Resource resource) {
    explained(
        () -> {
          failAsTold(state.get().deletionsToFail, resource);
          type(resource).delete(existing(resource));
          return true;
        });
  }

  boolean isGone(StackState.Resource resource) {
    return explained(() -> type(resource).isGone(existing(resource)));
  }

  private static ResourceType.Existing existing(StackState.Resource resource) {
    return new ResourceType.Existing(resource.physicalId, resource.attributes, resource.properties);
  }

  /**
   * What the template says of the resource at present; throws {@link ResourceFailure}.
   *
   * <p>Everything that it needs has to be there.
   */
  ObjectNode wanted(StackState.One stack, StackState.Resource resource) {
    return explained(() -> properties(stack, resource));
  }

  /** Whether a resource has to be made anew to become {@code wanted}. */
  boolean isReplaced(StackState.Resource resource, ObjectNode wanted) {
    return type(resource).replacing().stream()
        .anyMatch(name -> !Objects.equals(resource.properties.get(name), wanted.get(name)));
  }

  /** Changes the resource where it is; throws {@link ResourceFailure}. */
  void update(StackState.One stack, StackState.Resource resource, ObjectNode wanted) {
    explained(
        () -> {
          failAsTold(state.get().updatesToFail, resource);
          var order =
              new ResourceType.Order(stack.name, resource.logicalId, wanted, state.get().ids);
          var made = kernel.asAws(() -> type(resource).update(existing(resource), order));
          resource.properties = wanted;
          resource.attributes.putAll(made.attributes());
          return true;
        });
  }

  private ObjectNode properties(StackState.One stack, StackState.Resource resource) {
    var scope = new StackScope(stack, kernel.settings());
    var declared = scope.template().resources().get(resource.logicalId).path("Properties");
    var properties =
        declared.isMissingNode()
            ? JsonNodeFactory.instance.objectNode()
            : (ObjectNode) scope.intrinsics().resolve(declared);
    var mistakes = types.mistakes(resource.type, properties);
    if (!mistakes.isEmpty()) {
      throw ResourceFailure.property(resource.logicalId, String.join("\n", mistakes));
    }
    if (type(resource).isTagged()) {
      addTags(stack, resource, properties);
    }
    return properties;
  }

  /** A tag of the resource's own wins over the stack's (API reference, CreateStack, Tags). */
  private static void addTags(
      StackState.One stack, StackState.Resource resource, ObjectNode properties) {
    ArrayNode tags = properties.withArray("Tags");
    var own = tags.findValuesAsText("Key");
    stack.tags.forEach(
        (key, value) -> {
          if (!own.contains(key)) {
            tags.addObject().put("Key", key).put("Value", value);
          }
        });
    addTag(tags, "stack-name", stack.name);
    addTag(tags, "stack-id", stack.id);
    addTag(tags, "logical-id", resource.logicalId);
  }

  /** Source: user guide, "Resource tag": what CloudFormation adds by itself. */
  private static void addTag(ArrayNode tags, String name, String value) {
    tags.addObject().put("Key", "aws:cloudformation:" + name).put("Value", value);
  }

  private static void failAsTold(Map<String, String> failures, StackState.Resource resource) {
    var reason = failures.remove(resource.logicalId);
    if (reason == null) {
      reason = failures.remove(resource.type);
    }
    if (reason != null) {
      throw new ResourceFailure(reason);
    }
  }

  private <T> T explained(Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw new ResourceFailure(
          "Resource handler returned message: \"%s\" (RequestToken: %s, HandlerErrorCode: %s)"
              .formatted(e.getMessage(), state.get().ids.uuid(), handlerCode(e)));
    } catch (TemplateError | IllegalArgumentException e) {
      throw new ResourceFailure(e.getMessage());
    }
  }

  /** Source: CloudFormation CLI user guide, "Handler error codes". */
  private static String handlerCode(AwsServiceException error) {
    var code = error.awsErrorDetails().errorCode();
    if (code.contains("AlreadyExists") || code.contains("Duplicate") || code.contains("InUse")) {
      return "AlreadyExists";
    }
    if (code.contains("NotFound")) {
      return "NotFound";
    }
    return error.statusCode() < 500 ? "InvalidRequest" : "ServiceInternalError";
  }
}
