package io.slipway.spec.canaryfile;

import io.slipway.spec.Statement;
import io.slipway.spec.shape.Key;
import java.util.List;

/** Inline policies of the two roles of a task. */
record IamRoles(
    @Key(
            says = "what the application may do",
            byDefault = "[]",
            most = 20,
            aws = "TaskDefinition.TaskRoleArn")
        List<Statement> taskRole,
    @Key(
            says = "what ECS may do to start it",
            byDefault = "[]",
            most = 20,
            aws = "TaskDefinition.ExecutionRoleArn")
        List<Statement> taskExecutionRole) {}
