package io.slipway.local.asl;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.definition.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One execution: plain data, so that it can be written down at any time and taken up again. */
final class Execution {

  String arn;
  String name;
  String machineArn;
  String machineName;
  String roleArn;

  /** The definition the execution began with. */
  String definitionJson;

  JsonNode input;

  /** The input as it was given, for telling a repeated start from another one. */
  String inputText;

  Status status = Status.RUNNING;
  JsonNode output;
  String error;
  String cause;
  Instant startedAt;
  Instant stoppedAt;
  Instant deadline;
  Frame root;
  long lastFrame;
  long lastOrder;
  long lastCall;
  List<HistoryEvent> history = new ArrayList<>();

  /** Tokens whose tasks have ended. */
  List<String> spentTokens = new ArrayList<>();

  @JsonIgnore Definition definition;

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  ExecutionStatus describe() {
    return new ExecutionStatus(
        arn,
        machineArn,
        name,
        status,
        input,
        Optional.ofNullable(output),
        Optional.ofNullable(error),
        Optional.ofNullable(cause),
        startedAt,
        Optional.ofNullable(stoppedAt));
  }
}
