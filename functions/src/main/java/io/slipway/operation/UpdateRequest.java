package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.DriftChoice;
import java.util.Optional;

/**
 * What an update is asked for with.
 *
 * @param specification in any form, as an object or as the text of a file
 * @param drift what is to become of what somebody has changed by hand
 */
public record UpdateRequest(
    ApplicationName applicationName, JsonNode specification, Optional<DriftChoice> drift) {}
