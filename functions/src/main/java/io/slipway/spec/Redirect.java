package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Sends a client elsewhere. */
public record Redirect(
    @Key(
            says = "for good or for now",
            byDefault = "\"HTTP_301\"",
            aws = "ListenerRule.Actions.RedirectConfig.StatusCode")
        Redirect.Code statusCode,
    @Key(
            says = "HTTP, HTTPS or #{protocol}",
            byDefault = "\"#{protocol}\"",
            pattern = "HTTPS?|#\\{protocol\\}",
            expects = "HTTP, HTTPS or #{protocol}",
            aws = "ListenerRule.Actions.RedirectConfig.Protocol")
        String protocol,
    @Key(
            says = "#{host} for the same",
            byDefault = "\"#{host}\"",
            longest = 128,
            aws = "ListenerRule.Actions.RedirectConfig.Host")
        String host,
    @Key(
            says = "#{port} for the same",
            byDefault = "\"#{port}\"",
            pattern = "\\d{1,5}|#\\{port\\}",
            expects = "a port or #{port}",
            aws = "ListenerRule.Actions.RedirectConfig.Port")
        String port,
    @Key(
            says = "#{path} for the same",
            byDefault = "\"/#{path}\"",
            pattern = "/.*",
            expects = "a path",
            longest = 128,
            aws = "ListenerRule.Actions.RedirectConfig.Path")
        String path,
    @Key(
            says = "#{query} for the same",
            byDefault = "\"#{query}\"",
            longest = 128,
            aws = "ListenerRule.Actions.RedirectConfig.Query")
        String query) {

  /** For good or for now. */
  public enum Code {
    HTTP_301,
    HTTP_302
  }
}
