package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Checks a create call before anything is looked up (limits: API reference, CreateStack). */
final class StackRequests {

  private static final int MOST_BODY_BYTES = 51_200;
  private static final int MOST_TAGS = 50;
  private static final Set<String> MODELLED =
      Set.of(
          "StackName",
          "TemplateBody",
          "TemplateURL",
          "Parameters",
          "Capabilities",
          "RoleARN",
          "OnFailure",
          "DisableRollback",
          "Tags",
          "ClientRequestToken",
          "EnableTerminationProtection");

  private static final Set<String> MODELLED_OF_CHANGE_SETS =
      Set.of(
          "StackName",
          "ChangeSetName",
          "ChangeSetType",
          "Description",
          "TemplateBody",
          "TemplateURL",
          "UsePreviousTemplate",
          "Parameters",
          "Capabilities",
          "Tags",
          "ClientToken");

  private StackRequests() {}

  static void check(CreateStackRequest request, ObjectNode members) {
    requireModelled("createStack", members, MODELLED);
    checkName(request.stackName());
    if ((request.templateBody() == null) == (request.templateURL() == null)) {
      throw FormationErrors.invalid(
          "Either Template URL or Template Body must be specified, and not both.");
    }
    if (request.templateBody() != null && request.templateBody().length() > MOST_BODY_BYTES) {
      throw FormationErrors.invalid(
          "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member"
              + " must have length less than or equal to 51200");
    }
    if (request.disableRollback() != null && request.onFailure() != null) {
      throw FormationErrors.invalid(
          "You can specify either DisableRollback or OnFailure, but not both.");
    }
    if (request.clientRequestToken() != null
        && !request.clientRequestToken().matches("[a-zA-Z0-9][-a-zA-Z0-9]{0,127}")) {
      throw FormationErrors.invalid(
          "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint:"
              + " Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*");
    }
    if (request.roleARN() != null && !request.roleARN().matches("arn:aws:iam::\\d{12}:role/.+")) {
      throw FormationErrors.invalid(
          "Role " + request.roleARN() + " is invalid or cannot be assumed");
    }
  }

  /** Refuses what an update cannot be asked with (limits: API reference, CreateChangeSet). */
  static void check(CreateChangeSetRequest request, ObjectNode members) {
    requireModelled("createChangeSet", members, MODELLED_OF_CHANGE_SETS);
    var name = request.changeSetName();
    if (name == null || !name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      throw FormationErrors.invalid(
          ("1 validation error detected: Value '%s' at 'changeSetName' failed to satisfy"
                  + " constraint: Member must satisfy regular expression pattern:"
                  + " [a-zA-Z][-a-zA-Z0-9]*")
              .formatted(name));
    }
    if (request.changeSetType() == ChangeSetType.CREATE
        || request.changeSetType() == ChangeSetType.IMPORT) {
      throw new UnsupportedOperationException(
          "change sets that create or import a stack are not modelled here");
    }
  }

  private static void requireModelled(String call, ObjectNode members, Set<String> modelled) {
    for (var member : members.properties()) {
      if (!modelled.contains(member.getKey())) {
        throw new UnsupportedOperationException(
            call + " with " + member.getKey() + " is not modelled here");
      }
    }
  }

  private static void checkName(String name) {
    if (name == null || !name.matches("[a-zA-Z][-a-zA-Z0-9]*")) {
      throw FormationErrors.invalid(
          ("1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint:"
                  + " Member must satisfy regular expression pattern:"
                  + " [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*")
              .formatted(name));
    }
    if (name.length() > 128) {
      throw FormationErrors.invalid(
          ("1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint:"
                  + " Member must have length less than or equal to 128")
              .formatted(name));
    }
  }

  static Map<String, String> parameters(List<Parameter> given) {
    var parameters = new LinkedHashMap<String, String>();
    given.forEach(
        parameter -> {
          if (parameters.put(parameter.parameterKey(), parameter.parameterValue()) != null) {
            throw FormationErrors.invalid(
                "Parameters: [" + parameter.parameterKey() + "] are given more than once");
          }
        });
    return parameters;
  }

  /** Those of an update, of which some may stay as they are. */
  static Map<String, String> parameters(StackState.One stack, CreateChangeSetRequest request) {
    return parameters(
        request.parameters().stream()
            .map(
                parameter ->
                    Boolean.TRUE.equals(parameter.usePreviousValue())
                        ? parameter.toBuilder()
                            .parameterValue(stack.parameters.get(parameter.parameterKey()))
                            .build()
                        : parameter)
            .toList());
  }

  static Map<String, String> tags(List<Tag> given) {
    if (given.size() > MOST_TAGS) {
      throw FormationErrors.invalid("A stack can have at most 50 tags");
    }
    var tags = new LinkedHashMap<String, String>();
    given.forEach(
        tag -> {
          if (tag.key().startsWith("aws:")) {
            throw FormationErrors.invalid(
                "aws: prefixed tag key names are not allowed for external use.");
          }
          tags.put(tag.key(), tag.value());
        });
    return tags;
  }
}
