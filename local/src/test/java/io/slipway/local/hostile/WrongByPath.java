package io.slipway.local.hostile;

import static io.slipway.local.hostile.WrongRequest.raw;
import static io.slipway.local.hostile.WrongRequest.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests about an application that the path names: parameters, specifications, plans. */
final class WrongByPath {

  private static final String PARAMETERS = "PUT /stacks/cats/environments/dev/parameters";
  private static final String SPECIFICATION = "PUT /stacks/cats/specification";
  private static final String PLAN = "POST /stacks/cats/plan";

  private static final Map<String, String> YAML = Map.of("content-type", "application/yaml");

  private WrongByPath() {}

  static List<WrongRequest> all() {
    var all = new ArrayList<WrongRequest>();
    for (var route : List.of(PARAMETERS, SPECIFICATION, PLAN)) {
      documents(all, route);
    }
    parameters(all);
    specifications(all);
    plans(all);
    return all;
  }

  private static void documents(List<WrongRequest> all, String route) {
    for (var document :
        List.of("", "null", "[]", "7", "\"text\"", "{", "{} {}", "{'a': 1}", "<a/>", "a=b")) {
      all.add(request(document.isEmpty() ? "nothing" : document, route, document, 400, "body"));
    }
    all.add(
        request("{}", route, "{}", 400, route.equals(SPECIFICATION) ? "is required" : "body: "));
    all.add(
        request(
            "too deep", route, "{\"a\": " + "[".repeat(100) + "]".repeat(100) + "}", 400, "nest"));
    all.add(request("2 MB", route, "{" + " ".repeat(2 << 20) + "}", 413, "1048576"));
    all.add(request("a key twice", route, "{\"a\": 1, \"a\": 2}", 400, "a"));
    all.add(raw("not UTF-8", route, Map.of(), new byte[] {'{', (byte) 0xff, '}'}, 400, "UTF-8"));
    all.add(request("a parameter", route + "?dry=true", "{}", 400, "'dry': unknown parameter"));
    all.add(
        request("an unknown field", route, json("{'surprise': 1}"), 400, "surprise", "unknown"));
    for (var name : List.of("a--b", "-shop", "a%2Fb", "%F0%9F%98%80", "shop%00", "shop%0d%0aX:1")) {
      all.add(
          request(
              "of " + name,
              route.replace("cats", name),
              valid(route),
              400,
              "applicationName: a letter"));
    }
    all.add(
        request("of nobody", route.replace("cats", "nobody"), valid(route), 404, "no application"));
    all.add(
        request("of young", route.replace("cats", "young"), valid(route), 409, "being created"));
    all.add(request("of gone", route.replace("cats", "gone"), valid(route), 409, "being deleted"));
  }

  private static String valid(String route) {
    return json(
        switch (route) {
          case PARAMETERS -> "{'values': {'A': 'hunter2'}}";
          case SPECIFICATION -> "{'specification': {'cpu': 256, 'memory': 512}}";
          default -> "{'imageTag': '1.0.0'}";
        });
  }

  /** No answer repeats a value: see {@link BadInputTest}. */
  private static void parameters(List<WrongRequest> all) {
    for (var name : List.of("", " ", "9A", "A/B", "../A", "A B", "Ä", "A\\u0000", "A\\r\\nB")) {
      all.add(
          request(
              PARAMETERS,
              json("{'values': {'" + name + "': 'hunter2'}}"),
              400,
              "values.",
              "a letter or _"));
      all.add(request(PARAMETERS, json("{'keep': ['" + name + "']}"), 400, "keep[0]: a letter"));
    }
    all.add(values("{'" + "A".repeat(256) + "': 'hunter2'}", "at most 255 characters"));
    for (var value : List.of("7", "true", "null", "['hunter2']", "{'hunter2': 1}")) {
      all.add(values("{'A': " + value + "}", "values.A: text is expected"));
    }
    all.add(values("{'A': ''}", "values.A: Parameter Store has no empty values"));
    all.add(values("{'A': 'hunter2 {{ssm:B}}'}", "values.A: Parameter Store allows no {{"));
    all.add(values("{'A': '" + "x".repeat(8193) + "'}", "values.A: at most 8192", "8193"));
    all.add(values("{'A': '" + "ä".repeat(4097) + "'}", "values.A: at most 8192", "8194"));
    all.add(values(many(51), "values: at most 50 are allowed at a time, but got 51"));
    for (var given : List.of("'hunter2'", "['hunter2']", "7", "null")) {
      all.add(values(given, "values: an object is expected"));
    }
    for (var given : List.of("'A'", "{'A': 1}", "7", "null")) {
      all.add(request(PARAMETERS, json("{'keep': " + given + "}"), 400, "keep: a list of names"));
    }
    all.add(request(PARAMETERS, json("{'keep': [7]}"), 400, "keep[0]: the name of a parameter"));
    all.add(request(PARAMETERS, json("{'keep': ['A', 'A']}"), 400, "keep[1]: each name"));
    all.add(request(PARAMETERS, json("{'keep': ['A']}"), 400, "keep: names of parameters", "A"));
    all.add(
        request(
            PARAMETERS, json("{'values': {'A': 'hunter2'}, 'keep': ['A']}"), 400, "keep: A has"));
    all.add(
        request(
            "more than there may be",
            PARAMETERS,
            json("{'values': {}, 'keep': " + names(501) + "}"),
            400,
            "body: at most 500 parameters"));
    for (var environment : List.of("nowhere", "DEVS", "prod1", "%00")) {
      all.add(
          request(
              "in " + environment,
              PARAMETERS.replace("dev", environment),
              valid(PARAMETERS),
              400,
              "environment"));
    }
    all.add(
        request(
            "in da",
            PARAMETERS.replace("dev", "da"),
            valid(PARAMETERS),
            404,
            "has no environment da"));
    all.add(
        raw(
            "with a version that was long ago",
            PARAMETERS,
            Map.of("if-match", "\"7\""),
            valid(PARAMETERS).getBytes(StandardCharsets.UTF_8),
            412,
            "If-Match: the parameters have version 0"));
  }

  private static void specifications(List<WrongRequest> all) {
    for (var route : List.of(SPECIFICATION, PLAN)) {
      for (var given : List.of("7", "true", "[]")) {
        all.add(
            request(
                route, json("{'specification': " + given + "}"), 400, "specification: an object"));
      }
      all.add(specified(route, "{'cpu': 300}", "specification.cpu: 256, 512"));
      all.add(specified(route, "{'cpu': 256, 'memroy': 512}", "memroy", "did you mean"));
      all.add(specified(route, "{'healthCheckPath': '/{{resolve:x}}'}", "{{resolve:"));
      all.add(specified(route, "'services: [}'", "specification"));
      all.add(specified(route, "'a: &a [*a]'", "specification"));
      all.add(specified(route, "{'cpu': 256, 'canary': {'group': 'x'}}", "specification: "));
      for (var file : List.of("services: []", "- a", "!!runtime {}", "{", "a: b\n---\nc: d")) {
        all.add(
            raw(
                file.replace('\n', ' '),
                route,
                YAML,
                file.getBytes(StandardCharsets.UTF_8),
                400,
                "specification"));
      }
      all.add(
          request(
              route,
              json("{'specification': {'cpu': 256}, 'applicationName': 'shop'}"),
              400,
              "applicationName"));
    }
    all.add(request(SPECIFICATION, json("{'specification': {}, 'drift': 'ignore'}"), 400, "drift"));
  }

  private static void plans(List<WrongRequest> all) {
    for (var tag : List.of("''", "'-1'", "'1.0.0@sha256:abc'", "'{{resolve:ssm:x}}'")) {
      all.add(request(PLAN, json("{'imageTag': " + tag + "}"), 400, "imageTag: letters, digits"));
    }
    all.add(request(PLAN, json("{'imageTag': 1}"), 400, "imageTag: text is expected"));
    all.add(planned("'prod3'", 400, "environment: dev, qa"));
    all.add(planned("[]", 400, "environment: the name of an environment"));
    all.add(planned("['dev', 'dev']", 400, "environment: each environment"));
    all.add(planned("['dev', 7]", 400, "environment[1]"));
    all.add(planned("'da'", 404, "has no environment da"));
    for (var format : List.of("pdf", "TEXT", "json,text", "yaml")) {
      all.add(
          request(
              "as " + format,
              PLAN + "?format=" + format,
              valid(PLAN),
              400,
              "format: json and text are allowed"));
    }
  }

  private static WrongRequest values(String values, String... says) {
    return request(PARAMETERS, json("{'values': " + values + "}"), 400, says);
  }

  private static WrongRequest specified(String route, String specification, String... says) {
    return request(route, json("{'specification': " + specification + "}"), 400, says);
  }

  private static WrongRequest planned(String environment, int status, String... says) {
    return request(
        PLAN, json("{'imageTag': '1.0.0', 'environment': " + environment + "}"), status, says);
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'A" + i + "': 'hunter2'")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'A" + i + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
