package io.slipway.local.account.formation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What a stack gives, once its resources are there. */
final class StackOutputs {

  private StackOutputs() {}

  /** Throws {@link io.slipway.local.template.yaml.TemplateError} where one has no value. */
  static List<Output> of(StackScope scope) {
    var outputs = new ArrayList<Output>();
    for (var output : scope.template().section("Outputs").properties()) {
      if (scope.isThere(output.getValue())) {
        outputs.add(
            Output.builder()
                .outputKey(output.getKey())
                .outputValue(scope.intrinsics().text(output.getValue().get("Value"), "Outputs"))
                .description(output.getValue().path("Description").asText(null))
                .build());
      }
    }
    return outputs;
  }
}
