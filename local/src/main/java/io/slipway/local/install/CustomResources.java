package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.FunctionSpec;
import java.util.Map;

/** Has a function of the template make a custom resource, as CloudFormation does. */
@FunctionalInterface
public interface CustomResources {

  /**
   * Invokes {@code function} with {@code request} (user guide, "Custom resource request objects").
   *
   * @return what the function put under {@code Data}
   * @throws io.slipway.local.template.yaml.TemplateError where the function answered FAILED
   */
  Map<String, String> create(FunctionSpec function, ObjectNode request);
}
