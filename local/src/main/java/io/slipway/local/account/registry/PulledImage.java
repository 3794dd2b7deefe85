package io.slipway.local.account.registry;

/**
 * What an image reference of a task definition comes to.
 *
 * @param tag the tag in the reference, or the image's first tag where it names a digest; null where
 *     there is neither
 * @param digest null for images of other registries
 */
public record PulledImage(String tag, String digest, ImageBehaviour behaviour) {}
