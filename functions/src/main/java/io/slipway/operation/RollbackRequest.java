package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import java.util.Optional;

/**
 * What a rollback is asked for with.
 *
 * @param version of a release that ran there before; the one before the current where it is absent
 * @param drift what is to become of what somebody has changed by hand
 * @param concurrency what becomes of it while another operation is in its way
 */
public record RollbackRequest(
    ApplicationName applicationName,
    Environment environment,
    Optional<String> version,
    Optional<DriftChoice> drift,
    Optional<Concurrency> concurrency)
    implements Queueable {}
