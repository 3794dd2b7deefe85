package io.slipway.local.install;

/** Names of resources, in the form that AWS gives them. */
record Arns(String region, String accountId) {

  String of(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
  }

  /** For IAM, whose names have no region. */
  String iam(String resource) {
    return "arn:aws:iam::%s:%s".formatted(accountId, resource);
  }
}
