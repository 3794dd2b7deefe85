package io.slipway.domain;

import java.util.Optional;

/**
 * A service of a place besides the one that customers reach, such as a worker.
 *
 * @param firstTaskDefinition the ARN of the revision it was born with
 */
public record SecondaryService(
    String cluster, String service, String container, Optional<String> firstTaskDefinition)
    implements ServiceId {}
