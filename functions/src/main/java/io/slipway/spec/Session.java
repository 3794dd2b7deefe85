package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** How long a login holds, and what happens without one. */
public record Session(
    @Key(
            says = "its cookie",
            byDefault = "\"AWSELBAuthSessionCookie\"",
            longest = 128,
            aws = "ListenerRule.Actions.Authenticate…Config.SessionCookieName")
        String cookieName,
    @Key(
            says = "seconds",
            byDefault = "604800",
            min = 1,
            max = 604800,
            aws = "ListenerRule.Actions.Authenticate…Config.SessionTimeout")
        int timeout,
    @Key(
            says = "what is asked of the provider",
            byDefault = "\"openid\"",
            aws = "ListenerRule.Actions.Authenticate…Config.Scope")
        String scope,
    @Key(
            says = "what a request without a login gets",
            byDefault = "\"authenticate\"",
            aws = "ListenerRule.Actions.Authenticate…Config.OnUnauthenticatedRequest")
        Session.Unauthenticated onUnauthenticated) {

  /** What a request without a login gets. */
  public enum Unauthenticated {
    authenticate,
    allow,
    deny
  }
}
