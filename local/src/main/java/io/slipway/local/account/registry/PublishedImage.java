package io.slipway.local.account.registry;

import java.time.Instant;
import java.util.List;

/**
 * An image in the account's registry.
 *
 * @param tags sorted; may be empty
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param uri repository URI with digest, fit for a task definition
 */
public record PublishedImage(
    String repository,
    List<String> tags,
    String digest,
    String uri,
    ImageBehaviour behaviour,
    Instant pushedAt) {}
