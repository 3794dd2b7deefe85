package io.slipway.spec.cloudlift;

import io.slipway.spec.shape.Key;

/** The size of a task on Fargate. */
record FargateSection(
    @Key(says = "CPU units", min = 256, max = 4096, aws = "TaskDefinition.Cpu") int cpu,
    @Key(says = "MiB", min = 512, max = 30720, aws = "TaskDefinition.Memory") int memory) {}
