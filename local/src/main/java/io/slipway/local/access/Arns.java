package io.slipway.local.access;

import io.slipway.local.account.kernel.AccountSettings;

/** Names of resources of the account, as policies have them. */
record Arns(AccountSettings settings) {

  /** The ARN of a resource; what is an ARN already stays as it is. */
  String of(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s"
        .formatted(service, settings.region(), settings.accountId(), resource);
  }

  /** As {@link #of}, of a kind such as {@code cluster/}, by name or ARN. */
  String named(String service, String kind, String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : of(service, kind + nameOrArn);
  }
}
