package io.slipway.domain;

/**
 * One image of an application's repository.
 *
 * @param repositoryUri registry and repository, without tag
 * @param tag the tag it was asked for by: the version people talk about
 */
public record Image(String repositoryUri, ImageTag tag, ImageDigest digest) {

  /** What a container definition names, so that no later push can change what runs. */
  public String reference() {
    return repositoryUri + "@" + digest;
  }
}
