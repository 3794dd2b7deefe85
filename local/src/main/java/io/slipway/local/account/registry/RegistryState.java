package io.slipway.local.account.registry;

import io.slipway.local.account.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;

/** All that the registry knows, as plain data. */
final class RegistryState {

  Ids ids;
  NavigableMap<String, RepositoryState> repositories = new TreeMap<>();

  /** A repository with its images, oldest first. */
  static final class RepositoryState {
    Repository shape;
    List<Tag> tags = new ArrayList<>();
    List<ImageState> images = new ArrayList<>();
  }

  /** An image: what one digest names. */
  static final class ImageState {
    String digest;
    List<String> tags = new ArrayList<>();
    Instant pushedAt;
    long bytes;
    ImageBehaviour behaviour;
    Map<String, Integer> findings;
    boolean unscannable;
    Instant scannedSince;

    String firstTag() {
      return tags.isEmpty() ? null : tags.getFirst();
    }
  }
}
