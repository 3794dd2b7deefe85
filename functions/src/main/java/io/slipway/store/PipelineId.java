package io.slipway.store;

import io.slipway.runtime.Sha256;

/** What a pipeline is called: the same for the same delivery, however often it comes. */
public final class PipelineId {

  /** Hexadecimal digits: 128 bits, so that no two deliveries have one name. */
  private static final int DIGITS = 32;

  private PipelineId() {}

  /**
   * The id of the pipeline that a delivery causes; also the name of its execution.
   *
   * @param webhook its id
   * @param delivery its id as the provider gives it
   */
  public static String of(String webhook, String delivery) {
    return "pipeline-" + Sha256.hex(webhook + "#" + delivery).substring(0, DIGITS);
  }

  /** What the operation of its stage number {@code stage} is called, from 1. */
  public static String operation(String pipeline, int stage) {
    return pipeline + "-" + stage;
  }
}
