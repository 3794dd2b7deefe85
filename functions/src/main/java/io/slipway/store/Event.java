package io.slipway.store;

import io.slipway.domain.ApplicationName;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of DevOpsLogsTable.
 *
 * @param what what happened, for example {@code STARTED} or {@code ShiftTraffic.DONE}
 * @param operationId empty where it belongs to no operation
 * @param operation the kind of the operation, or what else it belongs to
 * @param actor who asked for it, or what has found it
 * @param details numbers and names that belong to it, as JSON
 */
public record Event(
    ApplicationName application,
    Instant time,
    Optional<String> operationId,
    String operation,
    String what,
    String message,
    String actor,
    Optional<String> details) {}
