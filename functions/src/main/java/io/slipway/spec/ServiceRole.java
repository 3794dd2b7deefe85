package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/**
 * A role of tasks: one that exists, or one of its own with inline policies under the permissions
 * boundary.
 */
public record ServiceRole(
    @Key(
            says = "a role that exists",
            pattern = Words.ROLE,
            expects = Words.ROLE_SAYS,
            aws = "TaskDefinition.TaskRoleArn")
        Optional<String> arn,
    @Key(
            says = "inline policies of a role of its own",
            byDefault = "[]",
            most = 20,
            aws = "Role.Policies")
        List<Statement> statements) {}
