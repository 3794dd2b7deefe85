package io.slipway.spec.canaryfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Says what a deployment file says about target groups and listeners in our own form. */
final class TrafficSections {

  /** Keys of {@code config} whose names are others in our form. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "status_code", "statusCode",
          "content_type", "contentType",
          "message_body", "body",
          "authorization_endpoint", "authorizationEndpoint",
          "token_endpoint", "tokenEndpoint",
          "user_info_endpoint", "userInfoEndpoint",
          "client_id", "clientId",
          "client_secret", "clientSecret");

  private static final Map<String, String> POOL =
      Map.of(
          "user_pool_arn", "userPoolArn",
          "user_pool_client_id", "userPoolClientId",
          "user_pool_domain", "userPoolDomain");

  private static final Map<String, String> SESSION =
      Map.of(
          "session_cookie_name", "cookieName",
          "session_timeout", "timeout",
          "scope", "scope",
          "on_unauthenticated_request", "onUnauthenticated");

  private static final Set<ActionSection.Kind> LOGINS =
      Set.of(ActionSection.Kind.OIDC, ActionSection.Kind.COGNITO);

  private TrafficSections() {}

  static Tree targetGroup(TargetGroupSection from) {
    var health = from.healthCheck();
    return new Tree()
        .put("container", from.container().name())
        .put("containerPort", from.container().port())
        .put("port", from.port())
        .put("protocol", from.protocol())
        .put(
            "healthCheck",
            new Tree()
                .put("path", health.path())
                .put("matcher", health.matcher())
                .put("interval", health.intervalSeconds())
                .put("timeout", health.timeoutSeconds())
                .put("healthyThreshold", health.healthyThresholdCount())
                .put("unhealthyThreshold", health.unhealthyThresholdCount())
                .put("protocol", health.protocol())
                .put("port", health.port()))
        .put("attributes", from.targetGroupAttributes());
  }

  static Tree listener(ListenerSection from) {
    var rules = new ArrayList<>(from.rules());
    from.rule().ifPresent(rules::add);
    return new Tree()
        .put("port", from.port())
        .put("protocol", from.protocol())
        .put("container", from.targetGroup().container().name())
        .put("containerPort", from.targetGroup().container().port())
        .put("certificates", from.certificates())
        .list("rules", rules, TrafficSections::rule);
  }

  private static Tree rule(RuleSection from) {
    return new Tree()
        .put("priority", from.priority())
        .put("conditions", from.conditions())
        .list("actions", from.actions(), TrafficSections::action);
  }

  private static Tree action(ActionSection from) {
    var action = new Tree().put("order", from.order());
    return switch (from.type()) {
      case FORWARD ->
          from.config().values().isEmpty() ? action : action.put("forward", config(from));
      case REDIRECT -> action.put("redirect", config(from));
      case FIXED -> action.put("fixedResponse", config(from));
      case OIDC -> action.put("authenticateOidc", config(from));
      case COGNITO -> action.put("authenticateCognito", config(from));
    };
  }

  private static Tree config(ActionSection from) {
    var config = new Tree();
    var session = new Tree();
    boolean login = LOGINS.contains(from.type());
    from.config()
        .values()
        .forEach(
            (key, value) -> {
              if (login && SESSION.containsKey(key)) {
                session.put(
                    SESSION.get(key), key.equals("session_timeout") ? number(value) : value);
              } else {
                config.put(RENAMED.getOrDefault(key, POOL.getOrDefault(key, key)), value);
              }
            });
    return session.node().isEmpty() ? config : config.put("session", session);
  }

  private static JsonNode number(String text) {
    return text.matches("\\d{1,9}")
        ? IntNode.valueOf(Integer.parseInt(text))
        : TextNode.valueOf(text);
  }
}
