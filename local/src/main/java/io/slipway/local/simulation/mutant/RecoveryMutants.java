package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Bugs of how an operation is put back when it fails, is stopped or is lost. */
final class RecoveryMutants {

  private static final String RECOVER = "recover";
  private static final String OLD_STEPS = "LetOldStepsEnd";
  private static final String WHAT = "WhatIsToBePutBack?";
  private static final String FINISH = "FinishRecovery";
  private static final List<String> MACHINES =
      List.of(
          "create-stack",
          "deploy",
          "canary-shift",
          "swap",
          "rollback",
          "set-status",
          "delete-stack");

  private RecoveryMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            5,
            "a takeover does not look whether the execution has ended",
            "the sweeper takes over what runs well",
            Set.of("P1", "X2"),
            () ->
                new Change()
                    .call("startExecution", Set.of("Sweep"), RecoveryMutants::startedOnce)
                    .call("describeExecution", Set.of("Sweep"), RecoveryMutants::endedForAll)),
        new Planted(
            6,
            "a recovery does not wait for old steps",
            "what an old step had announced happens after all was found to be as before",
            Set.of("D4", "X2", "R1", "V1"),
            () -> new Change().machine(RECOVER, RecoveryMutants::noWait)),
        new Planted(
            18,
            "timeouts are not caught, and nobody sweeps",
            "an operation whose step did not answer in time is never put back",
            Set.of("P1"),
            RecoveryMutants::uncaught),
        new Planted(
            19,
            "nobody handles executions that were stopped",
            "neither the event nor the schedule of the sweeper comes",
            Set.of("P1"),
            () -> new Change().never("Sweep")),
        new Planted(
            44,
            "what a failed creation has made stays",
            "stacks, and in them target groups and rules, belong to an application that is none",
            Set.of("O1", "R1"),
            () ->
                new Change()
                    .machine(
                        RECOVER,
                        definition -> Asl.redirect(definition, WHAT, "RemoveStacks", FINISH))),
        new Planted(
            45,
            "NotFound on a deletion is an error",
            "a deletion that has succeeded cannot be found to have",
            Set.of("P1"),
            () ->
                new Change()
                    .call("describeStacks", Set.of("RemoveStacks"), RecoveryMutants::notFound)),
        new Planted(
            102,
            "a recovery does not mind what it finds",
            "late effects of the steps before stay",
            Set.of("R1", "V1", "V2"),
            () ->
                new Change()
                    .machine(
                        RECOVER,
                        definition ->
                            Asl.always(
                                definition, "AllAsBefore?", "{% $operation != null %}", FINISH))),
        new Planted(
            103,
            "a recovery only ends the operation",
            "nothing is put back, as when a sweeper just writes FAILED",
            Set.of("O1", "R1", "T1", "V1"),
            () ->
                new Change()
                    .machine(
                        RECOVER,
                        definition ->
                            Asl.always(definition, WHAT, "{% $operation != null %}", FINISH))),
        new Planted(
            112,
            "a recovery forgets the traffic",
            "services and sizes are put back, weights are not",
            Set.of("R1", "R4", "P1"),
            () ->
                new Change()
                    .machine(
                        RECOVER,
                        definition ->
                            Asl.redirect(definition, WHAT, "RestoreTraffic", "RestoreServices"))));
  }

  private static void noWait(ObjectNode definition) {
    var state = Asl.state(definition, OLD_STEPS);
    state.remove("Timestamp");
    state.put("Seconds", 1);
  }

  private static Change uncaught() {
    var change = new Change().never("Sweep");
    MACHINES.forEach(machine -> change.machine(machine, Asl::withoutCatchAll));
    return change;
  }

  /** To start what runs already succeeds, which tells the sweeper that it runs: not here. */
  private static Object startedOnce(HandlerCall call) throws Throwable {
    var request = call.request(StartExecutionRequest.class);
    if (request.stateMachineArn().endsWith(RECOVER)) {
      return call.go();
    }
    throw ExecutionAlreadyExistsException.builder()
        .message("Execution Already Exists: '" + request.name() + "'")
        .build();
  }

  private static Object endedForAll(HandlerCall call) throws Throwable {
    return call.go(DescribeExecutionResponse.class).toBuilder()
        .status(ExecutionStatus.FAILED)
        .build();
  }

  private static Object notFound(HandlerCall call) throws Throwable {
    try {
      return call.go();
    } catch (CloudFormationException e) {
      throw CloudFormationException.builder()
          .statusCode(e.statusCode())
          .message("Stack not found")
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ValidationError")
                  .errorMessage("Stack not found")
                  .build())
          .build();
    }
  }
}
