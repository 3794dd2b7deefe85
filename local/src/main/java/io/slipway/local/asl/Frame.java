package io.slipway.local.asl;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One flow that runs: the machine's own, a branch, or an iteration. Plain data, so that it can be
 * written down at any time; what is null does not apply at present.
 */
final class Frame {

  long id;

  /** Which branch or item of the parent's state this is. */
  int index;

  /** The item of an iteration. */
  JsonNode item;

  String state;
  JsonNode input;
  ObjectNode variables = JsonNodeFactory.instance.objectNode();
  Phase phase = Phase.ENTER;

  /** When something happens to the frame by itself. */
  Instant due;

  /** Breaks ties of frames that are due at the same time. */
  long order;

  Instant enteredAt;
  long enteredEvent;

  /** The last event of this frame's chain. */
  long lastEvent;

  int retryCount;

  /** How often each retrier of the state has been used. */
  List<Integer> retriesUsed = new ArrayList<>();

  /** The task at hand, its limits and its token. */
  Call call;

  List<Frame> children = new ArrayList<>();

  /** The items of a Map, and how many iterations of it run at once. */
  ArrayNode items;

  int concurrency;

  /** How many iterations may fail. */
  int tolerated;

  /** The event from which a Map's iterations start. */
  long startedEvent;

  /** What a frame that is done has left to its parent; null where it failed. */
  JsonNode output;

  @JsonIgnore Frame parent;
  @JsonIgnore Flow flow;

  /** A task that has been scheduled. */
  static final class Call {
    /** Distinguishes the calls of one execution, so that late answers are told apart. */
    long number;

    JsonNode arguments;
    String token;
    boolean submitted;
    Instant timesOutAt;
    Instant heartbeatDueAt;
    Long heartbeatSeconds;
  }

  boolean isRoot() {
    return parent == null;
  }

  boolean isLive() {
    return phase != Phase.DONE;
  }
}
