package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** What tasks may do, and what ECS may do to start them. */
public record Roles(
    @Key(says = "what the application may do", byDefault = "{}", aws = "TaskDefinition.TaskRoleArn")
        ServiceRole task,
    @Key(
            says = "what ECS may do to start it: images, logs, secrets",
            byDefault = "{}",
            aws = "TaskDefinition.ExecutionRoleArn")
        ServiceRole execution) {}
