package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A rule of a listener: which requests, and what happens to them. */
public record ListenerRule(
    @Key(says = "left out: a free one", min = 1, max = 50000, aws = "ListenerRule.Priority")
        Optional<Integer> priority,
    @Key(says = "all of them", fewest = 1, most = 5, aws = "ListenerRule.Conditions")
        List<RuleCondition> conditions,
    @Key(
            says = "none: forward to the target group",
            byDefault = "[]",
            most = 5,
            aws = "ListenerRule.Actions")
        List<RuleAction> actions) {}
