package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A resource of a type that has no simulated service behind it: its properties as made. */
public record KeptResource(String type, String physicalId, ObjectNode properties) {}
