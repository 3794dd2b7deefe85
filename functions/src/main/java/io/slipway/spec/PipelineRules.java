package io.slipway.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Glob;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceFilter;
import io.slipway.runtime.Json;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyRow;
import io.slipway.spec.shape.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of pipelines as people write them: read strictly, with everything wrong said at once. */
public final class PipelineRules {

  private static final Set<String> KEYS = Set.of("name", "when", "then");
  private static final Form<RuleForm> FORM = new Form<>(RuleForm.class, Naming.CAMEL);

  private PipelineRules() {}

  /** One rule as it is written, but for what it does, which {@link StageReading} knows. */
  record RuleForm(
      @Key(says = "what people call it", longest = 60) Optional<String> name,
      @Key(says = "which changes it is for; all of it has to hold") FilterForm when) {}

  /**
   * The rules of a list.
   *
   * @param path of the list in the document
   * @return empty where something is wrong, which is then said
   */
  public static List<PipelineRule> read(JsonNode rules, String path, Problems problems) {
    if (!rules.isArray() || rules.isEmpty() || rules.size() > PipelineRule.MOST) {
      problems.add(
          path,
          "a list of 1 to "
              + PipelineRule.MOST
              + " rules is expected, but got "
              + (rules.isArray() ? "one of " + rules.size() : Json.kind(rules)));
      return List.of();
    }
    int before = problems.count();
    var read = new ArrayList<PipelineRule>();
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.get(i), path + "[" + i + "]", problems).ifPresent(read::add);
    }
    return problems.count() == before ? List.copyOf(read) : List.of();
  }

  /**
   * The rules of a list that has been read before.
   *
   * @throws Rejected where it is not what {@link #write} has written
   */
  public static List<PipelineRule> read(JsonNode written) {
    var problems = new Problems();
    var rules = read(written, "rules", problems);
    problems.refuse();
    return rules;
  }

  private static Optional<PipelineRule> rule(JsonNode rule, String path, Problems problems) {
    if (!rule.isObject()) {
      problems.add(path, "an object is expected, but got " + Json.kind(rule));
      return Optional.empty();
    }
    int before = problems.count();
    var rest = JsonNodeFactory.instance.objectNode();
    for (var entry : rule.properties()) {
      if (!KEYS.contains(entry.getKey())) {
        problems.add(
            path + "." + Quoted.of(entry.getKey()), "unknown key; allowed: name, when, then");
      } else if (!entry.getKey().equals("then")) {
        rest.set(entry.getKey(), entry.getValue());
      }
    }
    var then = StageReading.read(rule.path("then"), path + ".then", problems);
    var form = FORM.read(rest, path, problems::add);
    var filter =
        form.flatMap(found -> found.when().filter(path + ".when", problems))
            .filter(found -> StageReading.fit(then, found, path + ".then", problems));
    return problems.count() == before
        ? Optional.of(new PipelineRule(form.orElseThrow().name(), filter.orElseThrow(), then))
        : Optional.empty();
  }

  /** The list that {@link #read} makes equal rules of. */
  public static JsonNode write(List<PipelineRule> rules) {
    var list = JsonNodeFactory.instance.arrayNode();
    rules.forEach(rule -> list.add(write(rule)));
    return list;
  }

  private static ObjectNode write(PipelineRule rule) {
    var written = JsonNodeFactory.instance.objectNode();
    rule.name().ifPresent(name -> written.put("name", name));
    written.set("when", write(rule.when()));
    written.set("then", writeStages(rule.then()));
    return written;
  }

  /** The list that {@link #readStages} makes equal stages of. */
  public static JsonNode writeStages(List<PipelineStage> stages) {
    var then = JsonNodeFactory.instance.arrayNode();
    stages.forEach(stage -> write(stage, then));
    return then;
  }

  /**
   * Stages that have been read before, of which there may be none.
   *
   * @throws Rejected where it is not what {@link #writeStages} has written
   */
  public static List<PipelineStage> readStages(JsonNode written) {
    var problems = new Problems();
    var stages =
        written.isEmpty()
            ? List.<PipelineStage>of()
            : StageReading.read(written, "stages", problems);
    problems.refuse();
    return stages;
  }

  private static ObjectNode write(SourceFilter filter) {
    var when = JsonNodeFactory.instance.objectNode();
    var events = when.putArray("event");
    filter.events().stream().sorted().forEach(event -> events.add(event.toString()));
    put(when, "branches", filter.branches());
    put(when, "tags", filter.tags());
    put(when, "paths", filter.paths());
    put(when, "authors", filter.authors());
    put(when, "labels", filter.labels());
    if (filter.forks()) {
      when.put("forks", true);
    }
    return when;
  }

  private static void put(ObjectNode when, String key, List<Glob> globs) {
    if (!globs.isEmpty()) {
      var list = when.putArray(key);
      globs.forEach(glob -> list.add(glob.pattern()));
    }
  }

  private static void write(PipelineStage stage, ArrayNode then) {
    switch (stage) {
      case PipelineStage.Deploy deploy -> {
        var names = then.addObject().putArray(deploy.word());
        deploy.environments().forEach(environment -> names.add(environment.toString()));
      }
      case PipelineStage.Approval approval ->
          then.addObject().putObject(approval.word()).put("within", approval.within().toSeconds());
      default -> then.add(stage.word());
    }
  }

  /** Every key of a rule's filter, for the documentation. */
  public static List<KeyRow> keys() {
    return FORM.keys();
  }
}
