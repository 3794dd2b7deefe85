package io.slipway.local.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerRequest;

/**
 * What Secrets Manager asks of a caller. The key that belongs to the service itself needs no right
 * of the caller's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions,
 *     resources and condition keys for AWS Secrets Manager</a>
 */
record SecretDemands(Arns arns) {

  List<Demand> of(SecretsManagerRequest request) {
    return switch (request) {
      case CreateSecretRequest create -> creating(create);
      case GetSecretValueRequest get -> List.of(on("GetSecretValue", get.secretId()));
      case PutSecretValueRequest put -> List.of(on("PutSecretValue", put.secretId()));
      case DescribeSecretRequest read -> List.of(on("DescribeSecret", read.secretId()));
      case DeleteSecretRequest delete -> List.of(on("DeleteSecret", delete.secretId()));
      default -> throw Demands.unknown(request);
    };
  }

  private List<Demand> creating(CreateSecretRequest create) {
    var asked = new HashMap<String, String>();
    create.tags().forEach(tag -> asked.put("aws:RequestTag/" + tag.key(), tag.value()));
    var demands = new ArrayList<Demand>();
    demands.add(
        new Demand("secretsmanager:CreateSecret", secret(create.name()), Map.copyOf(asked)));
    if (!asked.isEmpty()) {
      demands.add(
          new Demand("secretsmanager:TagResource", secret(create.name()), Map.copyOf(asked)));
    }
    return demands;
  }

  private Demand on(String action, String nameOrArn) {
    return Demand.of("secretsmanager:" + action, secret(nameOrArn));
  }

  private String secret(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : arns.of("secretsmanager", "secret:" + nameOrArn + "-AbCdEf");
  }
}
