package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** What happens to a request; of one kind, and a forward where it says nothing. */
public record RuleAction(
    @Key(
            says = "among the actions of a rule; left out: as written",
            min = 1,
            max = 50000,
            aws = "ListenerRule.Actions.Order")
        Optional<Integer> order,
    @Key(says = "sends the client elsewhere", aws = "ListenerRule.Actions.RedirectConfig")
        Optional<Redirect> redirect,
    @Key(says = "answers by itself", aws = "ListenerRule.Actions.FixedResponseConfig")
        Optional<FixedResponse> fixedResponse,
    @Key(
            says = "a login, before the next action",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig")
        Optional<OidcLogin> authenticateOidc,
    @Key(
            says = "a login, before the next action",
            aws = "ListenerRule.Actions.AuthenticateCognitoConfig")
        Optional<CognitoLogin> authenticateCognito) {}
