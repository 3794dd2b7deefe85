package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.asl.definition.State;
import java.util.Optional;

/** Does Parallel and Map: starts their flows, and goes on when these have ended. */
final class ChildFlows {

  /** How many iterations of an inline Map the service runs at once at most. */
  private static final int MOST_AT_ONCE = 40;

  private final Run run;
  private final Interpreter interpreter;

  ChildFlows(Run run, Interpreter interpreter) {
    this.run = run;
    this.interpreter = interpreter;
  }

  void begin(Frame frame, State.Parallel parallel) {
    var input =
        parallel
            .arguments()
            .map(template -> run.evaluation(frame).value(template, "Arguments"))
            .orElse(frame.input);
    run.record(frame, "ParallelStateStarted");
    frame.startedEvent = frame.lastEvent;
    run.park(frame, Phase.CHILDREN);
    for (int index = 0; index < parallel.branches().size(); index++) {
      run.child(frame, index, parallel.branches().get(index), input).lastEvent = frame.lastEvent;
    }
  }

  void begin(Frame frame, State.Map map) {
    var evaluation = run.evaluation(frame);
    var items = items(evaluation, frame, map);
    frame.concurrency =
        map.maxConcurrency()
            .map(limit -> evaluation.integer(limit, "MaxConcurrency", 0, Integer.MAX_VALUE))
            .filter(limit -> limit > 0)
            .map(limit -> (int) Math.min(limit, MOST_AT_ONCE))
            .orElse(MOST_AT_ONCE);
    frame.tolerated = tolerated(evaluation, map, items.size());
    frame.items = items;
    run.record(frame, "MapStateStarted", details -> details.put("length", items.size()));
    frame.startedEvent = frame.lastEvent;
    run.park(frame, Phase.CHILDREN);
    startIterations(frame, map);
  }

  private ArrayNode items(Evaluation evaluation, Frame frame, State.Map map) {
    var items =
        map.items()
            .map(template -> evaluation.typed(template, "Items", "array"))
            .orElse(frame.input);
    if (!items.isArray()) {
      throw StateFailed.runtime("Reference path \"$\" must point to array.");
    }
    return (ArrayNode) items;
  }

  private static int tolerated(Evaluation evaluation, State.Map map, int items) {
    long count =
        map.tolerance()
            .count()
            .map(limit -> evaluation.integer(limit, "ToleratedFailureCount", 0, Integer.MAX_VALUE))
            .orElse(0L);
    double share =
        map.tolerance()
            .percentage()
            .map(limit -> evaluation.typed(limit, "ToleratedFailurePercentage", "number"))
            .map(JsonNode::doubleValue)
            .orElse(0.0);
    return (int) Math.max(count, (long) (items * share / 100));
  }

  /** Starts as many iterations as may run; goes on where all have ended. */
  private void startIterations(Frame frame, State.Map map) {
    long live = frame.children.stream().filter(Frame::isLive).count();
    while (live < frame.concurrency && frame.children.size() < frame.items.size()) {
      startIteration(frame, map, frame.children.size());
      live++;
    }
    if (live == 0) {
      succeeded(frame, "MapStateSucceeded");
    }
  }

  private void startIteration(Frame frame, State.Map map, int index) {
    var item = frame.items.get(index);
    var evaluation = run.evaluation(frame);
    var context = evaluation.bindings().states().withObject("context").deepCopy();
    context.set("Map", StatesVariable.item(index, item));
    var input =
        map.itemSelector()
            .map(selector -> evaluation.with("context", context).value(selector, "ItemSelector"))
            .orElse(item);
    var child = run.child(frame, index, map.processor(), input);
    child.item = item;
    child.lastEvent =
        run.append(
            "MapIterationStarted",
            frame.startedEvent,
            details -> details.put("name", frame.state).put("index", index));
  }

  /** One flow has come to its end. */
  void ended(Frame frame, Frame child) {
    if (run.state(frame) instanceof State.Map map) {
      run.record(
          child,
          "MapIterationSucceeded",
          details -> details.put("name", frame.state).put("index", child.index));
      frame.lastEvent = child.lastEvent;
      startIterations(frame, map);
    } else {
      frame.lastEvent = child.lastEvent;
      if (frame.children.stream().noneMatch(Frame::isLive)) {
        succeeded(frame, "ParallelStateSucceeded");
      }
    }
  }

  private void succeeded(Frame frame, String event) {
    run.append(event, frame.lastEvent);
    var results = JsonNodeFactory.instance.arrayNode();
    frame.children.stream()
        .filter(child -> child.output != null)
        .forEach(child -> results.add(child.output));
    frame.items = null;
    run.dropChildren(frame);
    interpreter.complete(frame, Optional.of(results));
  }

  /** One flow has failed, and with it, unless that is tolerated, all of the state. */
  void failed(Frame frame, Frame child, Failure failure) {
    boolean ofTask = run.state(child) instanceof State.Task && child.call != null;
    run.park(child, Phase.DONE);
    if (run.state(frame) instanceof State.Map map) {
      iteration("MapIterationFailed", frame, child, child.lastEvent);
      long failed =
          frame.children.stream().filter(one -> !one.isLive() && one.output == null).count();
      if (failed <= frame.tolerated) {
        frame.lastEvent = child.lastEvent;
        run.forgetToken(child);
        interpreter.attempt(frame, () -> startIterations(frame, map));
        return;
      }
    }
    if (ofTask) {
      run.append("TaskStateAborted", child.lastEvent);
    }
    frame.lastEvent = child.lastEvent;
    abortSiblings(frame);
    run.dropChildren(frame);
    interpreter.failures().handle(frame, frame.tolerated > 0 ? toleranceExceeded() : failure);
  }

  private static Failure toleranceExceeded() {
    return Failure.of(Failure.TOLERANCE, "The specified tolerated failure threshold was exceeded");
  }

  private void abortSiblings(Frame frame) {
    for (var sibling : frame.children) {
      if (sibling.isLive()) {
        if (run.state(frame) instanceof State.Map) {
          iteration("MapIterationAborted", frame, sibling, frame.lastEvent);
        }
        if (sibling.phase != Phase.ENTER) {
          run.append(run.state(sibling).type() + "StateAborted", frame.lastEvent);
        }
      }
    }
  }

  private void iteration(String event, Frame frame, Frame child, long previous) {
    run.append(
        event, previous, details -> details.put("name", frame.state).put("index", child.index));
  }
}
