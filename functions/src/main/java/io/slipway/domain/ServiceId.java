package io.slipway.domain;

/** What a deploy finds a service by. */
public interface ServiceId {

  /** The name of its cluster. */
  String cluster();

  /** What ECS calls it. */
  String service();

  /** The container that gets the image of a release. */
  String container();
}
