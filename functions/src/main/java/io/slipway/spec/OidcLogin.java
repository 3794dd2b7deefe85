package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Has clients log in with an OpenID Connect provider. */
public record OidcLogin(
    @Key(
            says = "of the provider",
            pattern = "https://.+",
            expects = "an https URL",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig.Issuer")
        String issuer,
    @Key(
            says = "of the provider",
            pattern = "https://.+",
            expects = "an https URL",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig.AuthorizationEndpoint")
        String authorizationEndpoint,
    @Key(
            says = "of the provider",
            pattern = "https://.+",
            expects = "an https URL",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig.TokenEndpoint")
        String tokenEndpoint,
    @Key(
            says = "of the provider",
            pattern = "https://.+",
            expects = "an https URL",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig.UserInfoEndpoint")
        String userInfoEndpoint,
    @Key(says = "of the application", aws = "ListenerRule.Actions.AuthenticateOidcConfig.ClientId")
        String clientId,
    @Key(
            says = "the ARN of a secret that holds it; never the secret itself",
            pattern =
                "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}",
            expects = "the ARN of a secret",
            aws = "ListenerRule.Actions.AuthenticateOidcConfig.ClientSecret")
        String clientSecret,
    @Key(says = "how long a login holds", byDefault = "{}") Session session) {}
