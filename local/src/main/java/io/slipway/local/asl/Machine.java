package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.definition.Definition;
import java.time.Duration;
import java.time.Instant;

/** A machine as it is defined now; executions keep the definition they began with. */
record Machine(String arn, String name, String roleArn, String definitionJson) {

  /** The service ends any execution after a year. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** A new execution that has not done anything. */
  Execution execution(
      Definition definition,
      String executionArn,
      String executionName,
      JsonNode input,
      Instant now) {
    var execution = new Execution();
    execution.arn = executionArn;
    execution.name = executionName;
    execution.machineArn = arn();
    execution.machineName = name();
    execution.roleArn = roleArn();
    execution.definitionJson = definitionJson();
    execution.definition = definition;
    execution.input = input;
    execution.startedAt = now;
    execution.deadline = deadline(definition, now);
    return execution;
  }

  /** When an execution that goes on now has run for too long. */
  static Instant deadline(Definition definition, Instant now) {
    return now.plus(definition.timeout().orElse(LONGEST));
  }
}
