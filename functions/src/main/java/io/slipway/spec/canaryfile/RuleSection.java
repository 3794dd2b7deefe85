package io.slipway.spec.canaryfile;

import io.slipway.spec.RuleCondition;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A rule of a listener. */
record RuleSection(
    @Key(says = "left out: a free one", min = 1, max = 50000, aws = "ListenerRule.Priority")
        Optional<Integer> priority,
    @Key(says = "none: forward", byDefault = "[]", most = 5, aws = "ListenerRule.Actions")
        List<ActionSection> actions,
    @Key(says = "all of them", fewest = 1, most = 5, aws = "ListenerRule.Conditions")
        List<RuleCondition> conditions) {}
