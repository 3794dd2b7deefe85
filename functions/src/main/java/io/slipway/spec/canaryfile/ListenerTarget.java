package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;

/** The target group of a listener, by its container and port. */
record ListenerTarget(
    @Key(says = "the port of a container", aws = "Listener.DefaultActions.TargetGroupArn")
        ContainerPort container) {}
