package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.ImageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Asks to move all of production's traffic to the release in the idle slot, at once.
 *
 * @param bake how long the old slot stays up at full size afterwards: seconds, or text such as
 *     {@code 10m}
 * @param alarms names of CloudWatch alarms, any of which ends the swap by going off
 * @param migration what the next release runs once before it gets traffic
 * @param check what the preview host has to answer before that
 * @param digest of the image that has to wait in the idle slot; whatever does where it is absent
 * @param drift what is to become of what somebody has changed by hand
 * @param concurrency what becomes of it while another operation is in its way
 */
public record SwapRequest(
    ApplicationName applicationName,
    Optional<JsonNode> bake,
    Optional<List<String>> alarms,
    Optional<MigrationForm> migration,
    Optional<CheckForm> check,
    Optional<ImageDigest> digest,
    Optional<DriftChoice> drift,
    Optional<Concurrency> concurrency)
    implements Queueable {}
