package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** Answers by itself. */
public record FixedResponse(
    @Key(
            says = "2xx, 4xx or 5xx",
            pattern = "[245]\\d\\d",
            expects = "a status of 2xx, 4xx or 5xx",
            aws = "ListenerRule.Actions.FixedResponseConfig.StatusCode")
        String statusCode,
    @Key(
            says = "of the body",
            pattern = "text/plain|text/css|text/html|application/javascript|application/json",
            expects = "text/plain, text/css, text/html, application/javascript or application/json",
            aws = "ListenerRule.Actions.FixedResponseConfig.ContentType")
        Optional<String> contentType,
    @Key(
            says = "what is answered",
            longest = 1024,
            aws = "ListenerRule.Actions.FixedResponseConfig.MessageBody")
        Optional<String> body) {}
