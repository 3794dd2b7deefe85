package io.slipway.local.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmRequest;

/**
 * What Parameter Store asks of a caller, and KMS of whoever gives or reads a SecureString: a
 * standard one is encrypted with the key itself, an advanced one with a data key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">How
 *     Parameter Store uses AWS KMS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions,
 *     resources and condition keys for AWS Systems Manager</a>
 */
record ParameterDemands(Arns arns) {

  List<Demand> of(SsmRequest request) {
    return switch (request) {
      case PutParameterRequest put -> putting(put);
      case DeleteParametersRequest delete ->
          delete.names().stream().map(name -> on("ssm:DeleteParameters", name, Map.of())).toList();
      case GetParametersRequest get ->
          get.names().stream().map(name -> on("ssm:GetParameters", name, Map.of())).toList();
      case DescribeParametersRequest read ->
          List.of(Demand.of("ssm:DescribeParameters", Demand.ANY));
      default -> throw Demands.unknown(request);
    };
  }

  private List<Demand> putting(PutParameterRequest put) {
    var asked = new HashMap<String, String>();
    put.tags().forEach(tag -> asked.put("aws:RequestTag/" + tag.key(), tag.value()));
    var demands = new ArrayList<Demand>();
    demands.add(on("ssm:PutParameter", put.name(), asked));
    if (!asked.isEmpty()) {
      demands.add(on("ssm:AddTagsToResource", put.name(), asked));
    }
    if (put.keyId() != null) {
      demands.add(
          new Demand(
              put.tier() == ParameterTier.ADVANCED ? "kms:GenerateDataKey" : "kms:Encrypt",
              put.keyId(),
              Map.of("kms:ViaService", "ssm." + arns.settings().region() + ".amazonaws.com")));
    }
    return demands;
  }

  private Demand on(String action, String name, Map<String, String> context) {
    var parameter = name.startsWith("arn:") ? name : arns.of("ssm", "parameter" + slashed(name));
    return new Demand(action, parameter, context);
  }

  private static String slashed(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }
}
