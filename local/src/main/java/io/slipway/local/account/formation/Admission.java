package io.slipway.local.account.formation;

import io.slipway.local.account.kernel.Ids;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.storage.SimulatedS3;
import io.slipway.local.template.yaml.TemplateError;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;

/** Turns a create call into a stack whose template and parameters have been checked. */
final class Admission {

  /** The stack, and the resources that it will have. */
  record Admitted(StackState.One stack, Map<String, StackState.Resource> resources) {}

  private final Kernel kernel;
  private final ResourceTypes types;
  private final TemplateSource templates;

  Admission(Kernel kernel, ResourceTypes types, SimulatedS3 s3) {
    this.kernel = kernel;
    this.types = types;
    this.templates = new TemplateSource(s3);
  }

  /** Throws CloudFormation's errors where it would refuse. */
  Admitted admit(CreateStackRequest request, Ids ids) {
    var stack = describe(request, ids);
    var body =
        request.templateURL() == null
            ? request.templateBody()
            : templates.read(request.templateURL());
    try {
      var template = StackTemplate.parse(body, types);
      stack.template = template.root();
      stack.body = body;
      stack.parameters =
          StackParameters.resolve(
              template.section("Parameters"), StackRequests.parameters(request.parameters()));
      Capabilities.check(template, types, stack.capabilities);
      return new Admitted(stack, StackPlan.of(new StackScope(stack, kernel.settings())));
    } catch (TemplateError e) {
      throw FormationErrors.invalid(e.getMessage());
    }
  }

  /** What an update asks for, checked as a creation is; throws CloudFormation's errors. */
  StackState.Version version(StackState.One stack, CreateChangeSetRequest request) {
    var version = new StackState.Version();
    version.body =
        Boolean.TRUE.equals(request.usePreviousTemplate())
            ? stack.body
            : request.templateURL() == null
                ? request.templateBody()
                : templates.read(request.templateURL());
    try {
      var template = StackTemplate.parse(version.body, types);
      version.template = template.root();
      version.parameters =
          StackParameters.resolve(
              template.section("Parameters"), StackRequests.parameters(stack, request));
      version.tags =
          request.hasTags() ? StackRequests.tags(request.tags()) : new LinkedHashMap<>(stack.tags);
      Capabilities.check(template, types, request.capabilitiesAsStrings());
      return version;
    } catch (TemplateError e) {
      throw FormationErrors.invalid(e.getMessage());
    }
  }

  private StackState.One describe(CreateStackRequest request, Ids ids) {
    var stack = new StackState.One();
    stack.name = request.stackName();
    stack.id = kernel.arn("cloudformation", "stack/" + request.stackName() + "/" + ids.uuid());
    stack.tags = StackRequests.tags(request.tags());
    stack.capabilities.addAll(request.capabilitiesAsStrings());
    stack.roleArn = request.roleARN();
    stack.onFailure = onFailure(request);
    stack.createToken = request.clientRequestToken();
    stack.token = request.clientRequestToken();
    stack.isProtected = Boolean.TRUE.equals(request.enableTerminationProtection());
    stack.createdAt = kernel.now();
    return stack;
  }

  private static OnFailure onFailure(CreateStackRequest request) {
    if (Boolean.TRUE.equals(request.disableRollback())) {
      return OnFailure.DO_NOTHING;
    }
    return request.onFailure() == null ? OnFailure.ROLLBACK : request.onFailure();
  }
}
