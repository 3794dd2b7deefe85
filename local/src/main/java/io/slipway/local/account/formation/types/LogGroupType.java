package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.ResourceFailure;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** {@code AWS::Logs::LogGroup}. {@code Ref} is its name. */
final class LogGroupType extends KeptType {

  /** API reference, PutRetentionPolicy. */
  private static final Set<Integer> RETENTIONS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final Kernel kernel;

  LogGroupType(Kernel kernel, KeptResources kept) {
    super(
        "AWS::Logs::LogGroup",
        new Schema(
            Set.of("LogGroupName", "RetentionInDays", "KmsKeyId", "Tags"), Set.of(), Set.of("Arn")),
        Duration.ofSeconds(2),
        kept,
        "LogGroupName");
    this.kernel = kernel;
  }

  @Override
  Made describe(Order order) {
    matching(order, "LogGroupName", "[.\\-_/#A-Za-z0-9]{1,512}");
    var retention = order.properties().path("RetentionInDays");
    if (!retention.isMissingNode() && !RETENTIONS.contains(retention.asInt())) {
      throw ResourceFailure.property(
          order.logicalId(), "#/RetentionInDays: " + retention + " is not a valid enum value");
    }
    var name = order.nameOr("LogGroupName", 512);
    return new Made(name, Map.of("Arn", kernel.arn("logs", "log-group:" + name + ":*")));
  }
}
