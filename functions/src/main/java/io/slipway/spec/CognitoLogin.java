package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Has clients log in with a user pool of Cognito. */
public record CognitoLogin(
    @Key(
            says = "the user pool",
            pattern = "arn:aws[a-z-]*:cognito-idp:.+",
            expects = "the ARN of a user pool",
            aws = "ListenerRule.Actions.AuthenticateCognitoConfig.UserPoolArn")
        String userPoolArn,
    @Key(
            says = "of the application",
            aws = "ListenerRule.Actions.AuthenticateCognitoConfig.UserPoolClientId")
        String userPoolClientId,
    @Key(
            says = "of the user pool",
            aws = "ListenerRule.Actions.AuthenticateCognitoConfig.UserPoolDomain")
        String userPoolDomain,
    @Key(says = "how long a login holds", byDefault = "{}") Session session) {}
