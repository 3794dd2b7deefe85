package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.spec.CognitoLogin;
import io.slipway.spec.FixedResponse;
import io.slipway.spec.OidcLogin;
import io.slipway.spec.Redirect;
import io.slipway.spec.RuleAction;
import io.slipway.spec.RuleCondition;
import io.slipway.spec.Session;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders conditions and actions of listener rules. */
final class RuleActions {

  private static final int LAST = 50_000;

  private RuleActions() {}

  /** A condition that a value of {@code values} holds. */
  static Tree condition(RuleCondition.Part part, List<String> values) {
    return new Tree().put("Field", part).put(config(part), new Tree().put("Values", values));
  }

  static Tree condition(RuleCondition wanted) {
    if (wanted.field() != RuleCondition.Part.HEADER) {
      return condition(wanted.field(), wanted.values());
    }
    return new Tree()
        .put("Field", wanted.field())
        .put(
            config(wanted.field()),
            new Tree().put("HttpHeaderName", wanted.name()).put("Values", wanted.values()));
  }

  private static String config(RuleCondition.Part part) {
    return switch (part) {
      case HOST -> "HostHeaderConfig";
      case PATH -> "PathPatternConfig";
      case HEADER -> "HttpHeaderConfig";
      case METHOD -> "HttpRequestMethodConfig";
      case SOURCE -> "SourceIpConfig";
    };
  }

  /** Whether requests go to the target group in the end. */
  static boolean forwards(List<RuleAction> actions) {
    return actions.stream()
        .allMatch(one -> one.redirect().isEmpty() && one.fixedResponse().isEmpty());
  }

  /** The actions; after logins alone, {@code forward} comes last. */
  static List<Tree> of(List<RuleAction> actions, Tree forward) {
    var rendered = new ArrayList<Tree>();
    for (int i = 0; i < actions.size(); i++) {
      var action = actions.get(i);
      if (!isForward(action)) {
        rendered.add(of(action).put("Order", action.order().orElse(i + 1)));
      }
    }
    if (forwards(actions)) {
      rendered.add(forward.put("Order", LAST));
    }
    return rendered;
  }

  private static boolean isForward(RuleAction action) {
    return forwards(List.of(action))
        && action.authenticateOidc().isEmpty()
        && action.authenticateCognito().isEmpty();
  }

  private static Tree of(RuleAction action) {
    if (action.redirect().isPresent()) {
      return redirect(action.redirect().get());
    }
    if (action.fixedResponse().isPresent()) {
      return fixed(action.fixedResponse().get());
    }
    return action
        .authenticateOidc()
        .map(RuleActions::oidc)
        .or(() -> action.authenticateCognito().map(RuleActions::cognito))
        .orElseThrow();
  }

  /** Weights of target groups by their ARNs. */
  static Tree forward(Map<JsonNode, JsonNode> weights) {
    return new Tree()
        .put("Type", "forward")
        .put(
            "ForwardConfig",
            new Tree()
                .list(
                    "TargetGroups",
                    weights.entrySet(),
                    one ->
                        new Tree()
                            .put("TargetGroupArn", one.getKey())
                            .put("Weight", one.getValue()))
                .put("TargetGroupStickinessConfig", new Tree().put("Enabled", false)));
  }

  static Tree notFound() {
    return new Tree()
        .put("Type", "fixed-response")
        .put(
            "FixedResponseConfig",
            new Tree()
                .put("StatusCode", "404")
                .put("ContentType", "text/plain")
                .put("MessageBody", "No such host"));
  }

  private static Tree redirect(Redirect wanted) {
    return new Tree()
        .put("Type", "redirect")
        .put(
            "RedirectConfig",
            new Tree()
                .put("StatusCode", wanted.statusCode())
                .put("Protocol", wanted.protocol())
                .put("Host", wanted.host())
                .put("Port", wanted.port())
                .put("Path", wanted.path())
                .put("Query", wanted.query()));
  }

  private static Tree fixed(FixedResponse wanted) {
    return new Tree()
        .put("Type", "fixed-response")
        .put(
            "FixedResponseConfig",
            new Tree()
                .put("StatusCode", wanted.statusCode())
                .put("ContentType", wanted.contentType())
                .put("MessageBody", wanted.body()));
  }

  /**
   * The secret itself is nowhere but in Secrets Manager: CloudFormation reads it when it makes the
   * rule. The only dynamic reference of a template; no caller can write one.
   */
  private static Tree oidc(OidcLogin wanted) {
    return new Tree()
        .put("Type", "authenticate-oidc")
        .put(
            "AuthenticateOidcConfig",
            session(wanted.session())
                .put("Issuer", wanted.issuer())
                .put("AuthorizationEndpoint", wanted.authorizationEndpoint())
                .put("TokenEndpoint", wanted.tokenEndpoint())
                .put("UserInfoEndpoint", wanted.userInfoEndpoint())
                .put("ClientId", wanted.clientId())
                .put(
                    "ClientSecret",
                    "{{resolve:secretsmanager:" + wanted.clientSecret() + ":SecretString}}"));
  }

  private static Tree cognito(CognitoLogin wanted) {
    return new Tree()
        .put("Type", "authenticate-cognito")
        .put(
            "AuthenticateCognitoConfig",
            session(wanted.session())
                .put("UserPoolArn", wanted.userPoolArn())
                .put("UserPoolClientId", wanted.userPoolClientId())
                .put("UserPoolDomain", wanted.userPoolDomain()));
  }

  private static Tree session(Session session) {
    return new Tree()
        .put("SessionCookieName", session.cookieName())
        .put("SessionTimeout", session.timeout())
        .put("Scope", session.scope())
        .put(
            "OnUnauthenticatedRequest",
            session.onUnauthenticated().toString().toLowerCase(Locale.ROOT));
  }
}
