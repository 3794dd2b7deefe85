package io.slipway.local.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event of an execution's history; ids are consecutive from 1.
 *
 * @param previousId the event of the same branch that led to this one; 0 for the first
 * @param details named as in the service's event details, without their wrapper
 */
public record HistoryEvent(long id, long previousId, Instant at, String type, ObjectNode details) {}
