package io.slipway.local.template;

/**
 * A route of the API.
 *
 * @param method in capitals; ANY for all
 * @param path as in the template, for example {@code /operations/{operationId}}
 * @param functionId the logical id of the function that answers
 * @param signed whether API Gateway lets through only who has signed with AWS credentials
 */
public record RouteSpec(String method, String path, String functionId, boolean signed) {

  /** As API Gateway calls it: {@code GET /stacks}. */
  public String key() {
    return method + " " + path;
  }
}
