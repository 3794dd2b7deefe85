package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one state. */
final class StateReader {

  private static final long LONGEST_SECONDS = 99_999_999;

  private final FlowReader flows;
  private final Fields fields;
  private final String name;

  StateReader(FlowReader flows, Fields fields, String name) {
    this.flows = flows;
    this.fields = fields;
    this.name = name;
  }

  /** The state, or nothing where it is so wrong that there is none; what is wrong is noted. */
  Optional<State> read() {
    if (!fields.has("Type")) {
      fields.diagnostics().schema(fields.location(), "The field 'Type' is required");
      return Optional.empty();
    }
    var type = fields.text("Type").orElse("");
    if (!FieldTable.knows(type)) {
      fields
          .diagnostics()
          .schema(
              fields.at("Type"),
              "The field 'Type' should have one of these values: " + FieldTable.TYPES);
      return Optional.empty();
    }
    if (!isJsonata()) {
      return Optional.empty();
    }
    fields.onlyThese(field -> isKnown(type, field));
    fields.text("Comment");
    return Optional.of(
        switch (type) {
          case "Pass" -> new State.Pass(name, fields.outcome(Reads.INPUT), next());
          case "Task" -> task();
          case "Choice" -> choice();
          case "Wait" -> waiting();
          case "Succeed" -> new State.Succeed(name, fields.outcome(Reads.INPUT));
          case "Fail" -> failing();
          case "Parallel" -> parallel();
          default -> map();
        });
  }

  /** Refuses a JSONPath state: this runner speaks JSONata only. */
  private boolean isJsonata() {
    DefinitionReader.language(fields);
    var own = fields.object().path("QueryLanguage");
    boolean jsonPath = own.isTextual() && own.textValue().equals("JSONPath");
    if (jsonPath && flows.jsonata()) {
      fields
          .diagnostics()
          .schema(
              fields.location(),
              "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
      return false;
    }
    boolean inherits = own.isMissingNode() && !flows.jsonata();
    if ((jsonPath || inherits) && !(flows.mixed() && isNeutral())) {
      fields
          .diagnostics()
          .schema(
              fields.location(), "The QueryLanguage is 'JSONPath'; local mode runs 'JSONata' only");
      return false;
    }
    return true;
  }

  /** Has nothing in it that would need JSONPath: it means the same in both languages. */
  private boolean isNeutral() {
    return !fields.object().path("Type").asText().equals("Choice")
        && fields.object().properties().stream()
            .noneMatch(one -> FieldTable.JSONPATH_ONLY.contains(one.getKey()));
  }

  private boolean isKnown(String type, String field) {
    if (FieldTable.JSONPATH_ONLY.contains(field)) {
      fields
          .diagnostics()
          .schema(
              fields.location(),
              "The QueryLanguage is set to 'JSONata', but field '%s' is only supported for the 'JSONPath' QueryLanguage"
                  .formatted(field));
      return true;
    }
    if (type.equals("Map") && FieldTable.DISTRIBUTED_ONLY.contains(field)) {
      fields
          .diagnostics()
          .schema(
              fields.location(),
              "Field '%s' belongs to a distributed Map, which local mode does not run"
                  .formatted(field));
      return true;
    }
    return FieldTable.allows(type, field);
  }

  private Optional<String> next() {
    var end = fields.typed("End", "BOOLEAN", JsonNode::isBoolean);
    var next = fields.text("Next");
    boolean ends = end.isPresent() && end.get().booleanValue();
    fields.exactlyOne("Next, End", ends, fields.has("Next"));
    return next;
  }

  private State task() {
    var resource = fields.requiredText("Resource");
    if (!resource.isEmpty() && !resource.startsWith("arn:")) {
      fields.diagnostics().schema(fields.at("Resource"), "Value is not a valid resource ARN");
    }
    return new State.Task(
        name,
        resource,
        fields.template("Arguments"),
        fields.numberOrExpression("TimeoutSeconds", 1, LONGEST_SECONDS),
        fields.numberOrExpression("HeartbeatSeconds", 1, LONGEST_SECONDS),
        new ErrorHandlingReader(fields).read(),
        fields.outcome(Reads.RESULT),
        next());
  }

  private State choice() {
    fields.require("Choices");
    List<Rule> rules = new ArrayList<>();
    for (var rule : fields.objects("Choices")) {
      rule.onlyThese(FieldTable.RULE::contains);
      rule.require("Condition");
      var condition = rule.expressionOr("Condition", "BOOLEAN", JsonNode::isBoolean);
      var next = rule.requiredText("Next");
      var outcome = rule.outcome(Reads.INPUT);
      condition.ifPresent(held -> rules.add(new Rule(held, outcome, next)));
    }
    if (fields.object().path("Choices").isArray() && fields.object().path("Choices").isEmpty()) {
      fields.diagnostics().schema(fields.at("Choices"), "Array should have at least 1 element");
    }
    return new State.Choice(name, rules, fields.text("Default"), fields.outcome(Reads.INPUT));
  }

  private State waiting() {
    fields.exactlyOne(
        "SecondsPath, Seconds, TimestampPath, Timestamp",
        fields.has("Seconds"),
        fields.has("Timestamp"));
    var timestamp = fields.expressionOr("Timestamp", "STRING", JsonNode::isTextual);
    if (timestamp.isPresent() && !isTimestampOrExpression(fields.object().get("Timestamp"))) {
      fields
          .diagnostics()
          .schema(fields.at("Timestamp"), "String does not match RFC3339 timestamp");
    }
    return new State.Wait(
        name,
        fields.numberOrExpression("Seconds", 0, LONGEST_SECONDS),
        timestamp,
        fields.outcome(Reads.INPUT),
        next());
  }

  /** A time in RFC 3339, with a capital T and Z or an offset. */
  private static boolean isTimestampOrExpression(JsonNode value) {
    try {
      return Fields.isExpression(value) || OffsetDateTime.parse(value.textValue()) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private State failing() {
    return new State.Fail(
        name,
        fields.expressionOr("Error", "STRING", JsonNode::isTextual),
        fields.expressionOr("Cause", "STRING", JsonNode::isTextual));
  }

  private State parallel() {
    fields.require("Branches");
    List<Flow> branches = new ArrayList<>();
    for (var branch : fields.objects("Branches")) {
      branch.onlyThese(FieldTable.BRANCH::contains);
      branches.add(flows.flow(branch));
    }
    return new State.Parallel(
        name,
        fields.template("Arguments"),
        branches,
        new ErrorHandlingReader(fields).read(),
        fields.outcome(Reads.RESULT),
        next());
  }

  private State map() {
    var field = fields.has("Iterator") ? "Iterator" : "ItemProcessor";
    fields.require(field);
    var declared = fields.typed(field, "OBJECT", JsonNode::isObject);
    var processor =
        declared
            .map(value -> new Fields(value, fields.at(field), fields.diagnostics()))
            .map(this::processor)
            .orElse(new Flow("", java.util.Map.of()));
    return new State.Map(
        name,
        fields.expressionOr("Items", "ARRAY", JsonNode::isArray),
        fields.template("ItemSelector"),
        fields.numberOrExpression("MaxConcurrency", 0, Integer.MAX_VALUE),
        new Tolerance(
            fields.numberOrExpression("ToleratedFailureCount", 0, Integer.MAX_VALUE),
            fields.numberOrExpression("ToleratedFailurePercentage", 0, 100)),
        processor,
        new ErrorHandlingReader(fields).read(),
        fields.outcome(Reads.RESULT),
        next());
  }

  private Flow processor(Fields processor) {
    processor.onlyThese(FieldTable.PROCESSOR::contains);
    var mode = processor.object().path("ProcessorConfig").path("Mode").asText("INLINE");
    if (!mode.equals("INLINE")) {
      fields
          .diagnostics()
          .schema(
              processor.at("ProcessorConfig/Mode"),
              mode.equals("DISTRIBUTED")
                  ? "Local mode does not run a distributed Map"
                  : "Value should be one of the following: [INLINE, DISTRIBUTED]");
    }
    return flows.flow(processor);
  }
}
