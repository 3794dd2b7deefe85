package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.Flow;
import io.slipway.local.asl.definition.State;
import io.slipway.local.asl.query.Bindings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One execution at work: its data, its agenda, and the small changes that everything is made of.
 */
final class Run {

  private final Execution execution;
  private final World world;
  private final Agenda agenda = new Agenda();

  /** Begins an execution, or takes one up that has been written down. */
  Run(Execution execution, World world) {
    this.execution = execution;
    this.world = world;
    if (execution.root == null) {
      execution.root = child(null, 0, execution.definition.flow(), execution.input);
    } else {
      adopt(execution.root, null, execution.definition.flow());
    }
  }

  private void adopt(Frame frame, Frame parent, Flow flow) {
    frame.parent = parent;
    frame.flow = flow;
    agenda.add(frame);
    for (var child : frame.children) {
      adopt(child, frame, childFlow(frame, child.index));
    }
  }

  private Flow childFlow(Frame frame, int index) {
    return switch (state(frame)) {
      case State.Parallel parallel -> parallel.branches().get(index);
      case State.Map map -> map.processor();
      default -> throw new IllegalStateException(frame.state + " has no children");
    };
  }

  Execution execution() {
    return execution;
  }

  World world() {
    return world;
  }

  Agenda agenda() {
    return agenda;
  }

  State state(Frame frame) {
    return frame.flow.states().get(frame.state);
  }

  /** Adds a frame for {@code flow}; it enters its first state when its turn comes. */
  Frame child(Frame parent, int index, Flow flow, JsonNode input) {
    var frame = new Frame();
    frame.id = ++execution.lastFrame;
    frame.index = index;
    frame.state = flow.startAt();
    frame.input = input;
    frame.flow = flow;
    frame.parent = parent;
    if (parent != null) {
      parent.children.add(frame);
    }
    schedule(frame, Phase.ENTER, world.now());
    return frame;
  }

  void schedule(Frame frame, Phase phase, Instant due) {
    frame.phase = phase;
    frame.due = due;
    frame.order = ++execution.lastOrder;
    agenda.add(frame);
  }

  /** Leaves the frame to what somebody else does. */
  void park(Frame frame, Phase phase) {
    frame.phase = phase;
    frame.due = null;
  }

  /** Writes an event that the frame's next event follows. */
  void record(Frame frame, String type, Consumer<ObjectNode> details) {
    frame.lastEvent = append(type, frame.lastEvent, details);
  }

  void record(Frame frame, String type) {
    record(frame, type, details -> {});
  }

  /** Writes an event that stands beside the frame's chain. */
  long append(String type, long previous, Consumer<ObjectNode> details) {
    if (execution.history.size() == HistoryFull.EVENTS - 1) {
      throw new HistoryFull();
    }
    return appendLast(type, previous, details);
  }

  long append(String type, long previous) {
    return append(type, previous, details -> {});
  }

  private long appendLast(String type, long previous, Consumer<ObjectNode> details) {
    var written = JsonNodeFactory.instance.objectNode();
    details.accept(written);
    long id = execution.history.size() + 1L;
    execution.history.add(new HistoryEvent(id, previous, world.now(), type, written));
    return id;
  }

  /** What the frame's state can read now. */
  Evaluation evaluation(Frame frame) {
    Map<String, JsonNode> visible = new LinkedHashMap<>();
    var scopes = Stream.iterate(frame, at -> at != null, at -> at.parent).toList().reversed();
    for (var scope : scopes) {
      scope.variables.properties().forEach(one -> visible.put(one.getKey(), one.getValue()));
    }
    return new Evaluation(
        new Bindings(StatesVariable.of(execution, frame), visible, world.now(), world.random()));
  }

  /** Ends the execution; what still runs is forgotten. */
  void end(Status status, String event, long previous, Optional<JsonNode> output, Failure failure) {
    execution.status = status;
    execution.stoppedAt = world.now();
    execution.output = output.orElse(null);
    forgetTokens(execution.root);
    execution.root.children.clear();
    park(execution.root, Phase.DONE);
    if (status != Status.TIMED_OUT) {
      execution.error = failure.error().orElse(null);
      execution.cause = failure.cause().orElse(null);
    }
    appendLast(
        event,
        previous,
        details -> {
          output.ifPresent(value -> details.set("output", value));
          failure.error().ifPresent(error -> details.put("error", error));
          failure.cause().ifPresent(cause -> details.put("cause", cause));
        });
    world.listener().ended(execution.machineArn, execution.arn, status);
  }

  /**
   * Goes on with an execution that has ended, at the state in which it did, in a time of its own.
   */
  void again() {
    execution.status = Status.RUNNING;
    execution.stoppedAt = null;
    execution.error = null;
    execution.cause = null;
    execution.deadline = Machine.deadline(execution.definition, world.now());
    execution.root.lastEvent = append("ExecutionRedriven", 0);
    schedule(execution.root, Phase.ENTER, world.now());
  }

  /** Drops the frame's children with all that they wait for. */
  void dropChildren(Frame frame) {
    frame.children.forEach(this::forgetTokens);
    frame.children.forEach(child -> child.phase = Phase.DONE);
    frame.children.clear();
  }

  /** The frame's task is over: its token, where it had one, is no longer good. */
  void forgetToken(Frame frame) {
    if (frame.call != null && frame.call.token != null) {
      execution.spentTokens.add(frame.call.token);
    }
    frame.call = null;
  }

  private void forgetTokens(Frame frame) {
    forgetToken(frame);
    frame.phase = Phase.DONE;
    frame.children.forEach(this::forgetTokens);
  }
}
