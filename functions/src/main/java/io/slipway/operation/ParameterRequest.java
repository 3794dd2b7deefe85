package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.SecretParameters;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.Secret;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code PUT …/parameters} takes: all parameters that the environment is to have, those whose
 * values are new, and the names of those that keep theirs.
 *
 * <p>Read by hand: what is wrong is said without showing any value, which the reader of all other
 * requests does.
 */
public record ParameterRequest(SortedMap<String, Secret> values, Set<String> keep) {

  /** The most parameters that a specification names. */
  private static final int MOST = 500;

  /** As many as Parameter Store takes in the time of one request, about three a second. */
  private static final int MOST_VALUES = 50;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");
  private static final Pattern NESTED = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);

  private static final String VALUES = "values";
  private static final String KEEP = "keep";

  public ParameterRequest {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    keep = Collections.unmodifiableSet(new TreeSet<>(keep));
  }

  /**
   * Reads a body.
   *
   * @throws Rejected 400 with everything that is wrong with it, without a value of it
   */
  public static ParameterRequest read(byte[] body) {
    var tree = Json.parseSecrets(body);
    if (!tree.isObject()) {
      throw Rejected.invalid("body", "an object with values and keep is expected");
    }
    var problems = new Problems();
    for (var field : tree.properties()) {
      if (!Set.of(VALUES, KEEP).contains(field.getKey())) {
        problems.add(Quoted.of(field.getKey()), "unknown field; allowed: keep, values");
      }
    }
    if (!tree.has(VALUES) && !tree.has(KEEP)) {
      problems.add("body", "values, keep, or both are expected");
    }
    var values = values(tree.path(VALUES), problems);
    var keep = keep(tree.path(KEEP), problems);
    values.keySet().stream()
        .filter(keep::contains)
        .forEach(name -> problems.add(KEEP, name + " has a value in values, too"));
    if (values.size() + keep.size() > MOST) {
      problems.add(
          "body",
          "at most " + MOST + " parameters are allowed, but got " + (values.size() + keep.size()));
    }
    problems.refuse();
    return new ParameterRequest(values, keep);
  }

  /** Refuses names to keep that are not there. */
  void requireThere(Collection<String> there) {
    var unknown = new TreeSet<>(keep);
    unknown.removeAll(there);
    if (!unknown.isEmpty()) {
      throw Rejected.invalid(
          KEEP,
          "names of parameters that are there are allowed, but there is no "
              + String.join(", ", List.copyOf(unknown)));
    }
  }

  private static SortedMap<String, Secret> values(JsonNode given, Problems problems) {
    var values = new TreeMap<String, Secret>();
    if (given.isMissingNode()) {
      return values;
    }
    if (!given.isObject()) {
      problems.add(VALUES, "an object is expected, with a value for each name");
      return values;
    }
    for (var value : given.properties()) {
      var path = path(value.getKey());
      if (name(value.getKey(), path, problems) && value(value.getValue(), path, problems)) {
        values.put(value.getKey(), new Secret(value.getValue().textValue()));
      }
    }
    if (given.size() > MOST_VALUES) {
      problems.add(
          VALUES,
          "at most "
              + MOST_VALUES
              + " are allowed at a time, but got "
              + given.size()
              + "; set the rest in further requests, and keep what is there by then");
    }
    return values;
  }

  private static Set<String> keep(JsonNode given, Problems problems) {
    var keep = new TreeSet<String>();
    if (given.isMissingNode()) {
      return keep;
    }
    if (!given.isArray()) {
      problems.add(KEEP, "a list of names is expected");
      return keep;
    }
    for (int i = 0; i < given.size(); i++) {
      var path = KEEP + "[" + i + "]";
      if (!given.get(i).isTextual()) {
        problems.add(path, "the name of a parameter is expected, as text");
      } else if (name(given.get(i).textValue(), path, problems)
          && !keep.add(given.get(i).textValue())) {
        problems.add(path, "each name is allowed once");
      }
    }
    return keep;
  }

  private static boolean name(String name, String path, Problems problems) {
    boolean allowed = NAME.matcher(name).matches();
    if (!allowed) {
      problems.add(
          path,
          "a letter or _, then letters, digits, _, . and -, at most 255 characters, are allowed in a"
              + " name");
    }
    return allowed;
  }

  private static boolean value(JsonNode value, String path, Problems problems) {
    if (!value.isTextual()) {
      problems.add(path, "text is expected; numbers, too, in quotes");
      return false;
    }
    var text = value.textValue();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0) {
      problems.add(path, "Parameter Store has no empty values; leave the parameter out");
      return false;
    }
    if (bytes > SecretParameters.LONGEST_VALUE) {
      problems.add(
          path,
          "at most "
              + SecretParameters.LONGEST_VALUE
              + " bytes of UTF-8 are allowed, but got "
              + bytes);
      return false;
    }
    if (NESTED.matcher(text).find()) {
      problems.add(path, "Parameter Store allows no {{…}} in a value");
      return false;
    }
    return true;
  }

  private static String path(String name) {
    var shown = Quoted.of(name);
    return VALUES + "." + shown.substring(1, shown.length() - 1);
  }
}
