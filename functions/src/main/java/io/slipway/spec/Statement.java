package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** A statement of an inline policy. */
public record Statement(
    @Key(
            says = "of the policy",
            pattern = "[\\w+=,.@-]{1,128}",
            expects = "1 to 128 letters, digits or +=,.@-",
            aws = "Role.Policies.PolicyName")
        String name,
    @Key(
            says = "Allow or Deny",
            byDefault = "\"Allow\"",
            aws = "Role.Policies.PolicyDocument.Statement.Effect")
        Effect effect,
    @Key(
            says = "such as s3:GetObject",
            fewest = 1,
            pattern = "\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+",
            expects = "an action such as s3:GetObject",
            aws = "Role.Policies.PolicyDocument.Statement.Action")
        List<String> actions,
    @Key(says = "ARNs, or *", fewest = 1, aws = "Role.Policies.PolicyDocument.Statement.Resource")
        List<String> resources) {}
