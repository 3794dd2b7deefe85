package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.data.Changes;
import io.slipway.local.data.Durable;
import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * All state machines of an account with their executions. What happens, happens on the timeline;
 * calls from any thread only put it there. Survives the process: waits, retries, tokens and
 * timeouts go on, and a task that was running is called again.
 */
public final class StateMachines implements Durable {

  private final Timeline timeline;
  private final TaskService tasks;
  private final Changes changes;
  private final Definitions definitions;
  private final Object lock;
  private final World world;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Executions executions;
  private final Queue<Runnable> outbox = new ArrayDeque<>();
  private final List<Transitioned> listeners = new ArrayList<>();

  public StateMachines(
      Timeline timeline, TaskService tasks, RandomGenerator random, Changes changes) {
    this(timeline, tasks, random, changes, new Object(), new Definitions());
  }

  /**
   * Machines that share a lock with the rest of the account.
   *
   * @param lock held while anything changes, never while a task is called
   */
  public StateMachines(
      Timeline timeline,
      TaskService tasks,
      RandomGenerator random,
      Changes changes,
      Object lock,
      Definitions definitions) {
    this.definitions = definitions;
    this.timeline = timeline;
    this.tasks = tasks;
    this.changes = changes;
    this.lock = lock;
    this.world = new World(timeline.clock(), random, new Relay(), outbox::add);
    this.executions = new Executions(timeline, this::wake);
  }

  private final class Relay implements Transitioned {
    @Override
    public void entered(String machineArn, String executionArn, String stateName) {
      listeners.forEach(listener -> listener.entered(machineArn, executionArn, stateName));
    }

    @Override
    public void exited(String machineArn, String executionArn, String stateName) {
      listeners.forEach(listener -> listener.exited(machineArn, executionArn, stateName));
    }

    @Override
    public void ended(String machineArn, String executionArn, Status status) {
      listeners.forEach(listener -> listener.ended(machineArn, executionArn, status));
    }
  }

  /**
   * Tells {@code listener} about every state that is entered or left, and every end, from now on.
   */
  public void listen(Transitioned listener) {
    synchronized (lock) {
      listeners.add(listener);
    }
  }

  /**
   * Defines or redefines a machine; throws {@link
   * io.slipway.local.asl.definition.InvalidDefinition}.
   */
  public void define(String arn, String name, String definitionJson) {
    var unused = definitions.read(definitionJson);
    synchronized (lock) {
      var role = "arn:aws:iam::123456789012:role/" + name;
      machines.put(arn, new Machine(arn, name, role, definitionJson));
      changes.changed(this);
    }
  }

  /**
   * Starts an execution; the same name with the same input is the same execution while it runs.
   *
   * @throws NoSuchMachine where nothing is defined by that ARN
   * @throws ExecutionExists where the name is taken
   */
  public ExecutionStatus start(String machineArn, String executionName, String inputJson) {
    synchronized (lock) {
      var machine = machines.get(machineArn);
      if (machine == null) {
        throw new NoSuchMachine(machineArn);
      }
      var input = Json.read(inputJson);
      var arn = machineArn.replace(":stateMachine:", ":execution:") + ":" + executionName;
      var present = executions.find(arn);
      if (present.isPresent()) {
        return same(present.get().run().execution(), input);
      }
      var definition = definitions.read(machine.definitionJson());
      var execution = machine.execution(definition, arn, executionName, input, world.now());
      var interpreter = interpreter(execution);
      executions.add(interpreter);
      interpreter
          .run()
          .append(
              "ExecutionStarted",
              0,
              details -> details.put("roleArn", machine.roleArn()).set("input", input));
      changed(interpreter);
      return execution.describe();
    }
  }

  private static ExecutionStatus same(Execution present, JsonNode input) {
    if (present.isRunning() && present.input.equals(input)) {
      return present.describe();
    }
    throw new ExecutionExists(present.arn);
  }

  private Interpreter interpreter(Execution execution) {
    var arn = execution.arn;
    return new Interpreter(
        new Run(execution, world),
        (call, frame, number) ->
            tasks.start(call, new Answer(timeline, answer -> deliver(arn, frame, number, answer))));
  }

  /** What is known of an execution, or nothing where there is none. */
  public Optional<ExecutionStatus> describe(String executionArn) {
    synchronized (lock) {
      return executions.find(executionArn).map(found -> found.run().execution().describe());
    }
  }

  /** All executions, the oldest first. */
  public List<ExecutionStatus> list() {
    synchronized (lock) {
      return executions.all().stream().map(Execution::describe).toList();
    }
  }

  /** Whether no execution runs. */
  public boolean isIdle() {
    synchronized (lock) {
      return executions.all().stream().noneMatch(Execution::isRunning);
    }
  }

  /** The names of the machines that are defined, by ARN. */
  public Map<String, String> machines() {
    synchronized (lock) {
      Map<String, String> names = new LinkedHashMap<>();
      machines.values().forEach(machine -> names.put(machine.arn(), machine.name()));
      return names;
    }
  }

  public List<HistoryEvent> history(String executionArn) {
    synchronized (lock) {
      return List.copyOf(executions.get(executionArn).run().execution().history);
    }
  }

  /** Stops an execution that runs; one that has ended stays as it is. */
  public ExecutionStatus stop(String executionArn, String error, String cause) {
    synchronized (lock) {
      var interpreter = executions.get(executionArn);
      var execution = interpreter.run().execution();
      if (execution.isRunning()) {
        interpreter
            .run()
            .end(Status.ABORTED, "ExecutionAborted", 0, Optional.empty(), Failure.of(error, cause));
        changed(interpreter);
      }
      return execution.describe();
    }
  }

  /**
   * Goes on with an execution that has ended without success, at the state in which it did; others
   * stay as they are.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving
   *     executions</a>
   */
  public ExecutionStatus redrive(String executionArn) {
    synchronized (lock) {
      var interpreter = executions.get(executionArn);
      var execution = interpreter.run().execution();
      if (!execution.isRunning() && execution.status != Status.SUCCEEDED) {
        interpreter.run().again();
        changed(interpreter);
      }
      return execution.describe();
    }
  }

  /** Ends an execution that runs as if its own time were over; others stay as they are. */
  public void expire(String executionArn) {
    synchronized (lock) {
      var interpreter = executions.get(executionArn);
      if (interpreter.run().execution().isRunning()) {
        interpreter.timeOut();
        changed(interpreter);
      }
    }
  }

  /** What is known of an execution; throws {@link NoSuchExecution}. */
  public ExecutionStatus existing(String executionArn) {
    return describe(executionArn).orElseThrow(() -> new NoSuchExecution(executionArn));
  }

  /** Ends the task that holds {@code token} with a result; throws {@link TokenRefused}. */
  public void sendTaskSuccess(String token, String outputJson) {
    var output = Json.read(outputJson);
    withToken(token, (interpreter, frame) -> interpreter.tasks().succeeded(frame, output));
  }

  /** Ends the task that holds {@code token} with an error; throws {@link TokenRefused}. */
  public void sendTaskFailure(String token, String error, String cause) {
    withToken(
        token, (interpreter, frame) -> interpreter.tasks().failed(frame, Failure.of(error, cause)));
  }

  /** Puts off the heartbeat's timeout; throws {@link TokenRefused}. */
  public void sendTaskHeartbeat(String token) {
    withToken(token, (interpreter, frame) -> interpreter.tasks().heartbeat(frame));
  }

  /** The ARN of the state machine whose execution waits for {@code token}. */
  public Optional<String> machineOf(String token) {
    synchronized (lock) {
      return Tokens.holder(executions.interpreters(), token)
          .map(holder -> holder.interpreter().run().execution().machineArn);
    }
  }

  private interface OnFrame {
    void accept(Interpreter interpreter, Frame frame);
  }

  private void withToken(String token, OnFrame work) {
    synchronized (lock) {
      var holder = Tokens.find(executions.interpreters(), token);
      var interpreter = holder.interpreter();
      interpreter.guarded(() -> work.accept(interpreter, holder.frame()));
      changed(interpreter);
    }
  }

  /** The timeline brings a call's answer; one that comes too late is dropped. */
  private void deliver(String arn, long frame, long number, Answer.Content answer) {
    synchronized (lock) {
      var interpreter = executions.get(arn);
      var execution = interpreter.run().execution();
      var waiting =
          Frames.find(
              execution.root,
              one -> one.id == frame && one.phase == Phase.CALLED && one.call.number == number);
      if (!execution.isRunning() || waiting.isEmpty() || waiting.get().call.submitted) {
        return;
      }
      interpreter.guarded(
          () -> {
            if (answer.result() == null) {
              interpreter.tasks().failed(waiting.get(), answer.failure());
            } else {
              interpreter.tasks().answered(waiting.get(), answer.result());
            }
          });
      changed(interpreter);
    }
  }

  /** Sets the execution's alarm anew and lets the change be kept. */
  private void changed(Interpreter interpreter) {
    executions.setAlarm(interpreter);
    changes.changed(this);
  }

  private void wake(String arn) {
    List<Runnable> calls;
    synchronized (lock) {
      var interpreter = executions.get(arn);
      executions.silence(arn);
      interpreter.advance(world.now());
      changed(interpreter);
      calls = new ArrayList<>(outbox);
      outbox.clear();
    }
    calls.forEach(Runnable::run);
  }

  @Override
  public String name() {
    return "state-machines";
  }

  @Override
  public JsonNode save() {
    synchronized (lock) {
      return SavedMachines.of(machines.values(), executions.all()).json();
    }
  }

  @Override
  public void restore(JsonNode saved) {
    synchronized (lock) {
      var state = SavedMachines.read(saved);
      state.machines().forEach(machine -> machines.put(machine.arn(), machine));
      for (var execution : state.executions()) {
        execution.definition = definitions.read(execution.definitionJson);
        var interpreter = interpreter(execution);
        executions.add(interpreter);
        if (execution.isRunning()) {
          callAgain(interpreter);
          timeline.after(Duration.ZERO, () -> wake(execution.arn));
        }
      }
    }
  }

  /** Calls that nobody will answer any more are made again. */
  private static void callAgain(Interpreter interpreter) {
    Consumer<Frame> again = frame -> interpreter.tasks().make(frame);
    Frames.all(interpreter.run().execution().root)
        .filter(frame -> frame.phase == Phase.CALLED && !frame.call.submitted)
        .forEach(again);
  }
}
