package io.slipway.local.asl.definition;

import java.util.Map;

/** States and where they begin: of the machine, of a branch or of a Map's items. */
public record Flow(String startAt, Map<String, State> states) {}
