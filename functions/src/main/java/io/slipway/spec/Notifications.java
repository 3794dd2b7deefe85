package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** Topics of SNS that are told how a release ended. */
public record Notifications(
    @Key(says = "a topic", pattern = Words.TOPIC, expects = Words.TOPIC_SAYS, aws = "sns:Publish")
        Optional<String> onSuccess,
    @Key(says = "a topic", pattern = Words.TOPIC, expects = Words.TOPIC_SAYS, aws = "sns:Publish")
        Optional<String> onFail) {}
