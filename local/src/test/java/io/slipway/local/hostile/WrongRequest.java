package io.slipway.local.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that must be refused, with the status and what its detail must say.
 *
 * @param says parts of the detail
 */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes, and nobody compares requests
record WrongRequest(
    String what,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    int status,
    List<String> says) {

  /** A body that each route takes, where Cats and shop are as in {@link World#settled}. */
  static final Map<String, String> VALID =
      Map.of(
          "POST /stacks",
          """
          {"applicationName": "newcomer", "description": "d", "email": "team@example.com",
           "environments": {"training": true, "da": false}, "tags": {"team": "cats"},
           "specification": {"cpu": 256, "memory": 512, "containerPort": 80,
             "healthCheckPath": "/health", "tasks": {"nonProduction": {"min": 1, "max": 2}}}}\
          """,
          "POST /stacks/deploy",
          """
          {"applicationName": "cats", "environment": ["dev", "qa"], "imageTag": "1.0.0"}\
          """,
          "POST /stacks/deploytoTrainDA",
          """
          {"applicationName": "cats", "imageTag": "1.0.0"}\
          """,
          "POST /stacks/deploytoprodBlue",
          """
          {"applicationName": "cats", "imageTag": "1.0.0"}\
          """,
          "POST /stacks/canaryShift",
          """
          {"applicationName": "cats", "strategy": [{"weight": 10, "wait": 70},
           {"weight": 60, "wait": 50, "approval": true}], "scale": {"desired": 2, "wait": 60},
           "alarms": [], "bake": 60}\
          """,
          "POST /stacks/swapProdBlueAndGreen",
          """
          {"applicationName": "cats", "bake": 60}\
          """,
          "POST /stacks/rollback",
          """
          {"applicationName": "cats", "environment": "dev", "version": "1.0.0"}\
          """,
          "POST /stacks/nonprodStatus",
          """
          {"applicationName": "cats", "action": "stop", "environment": ["dev", "qa"]}\
          """,
          "POST /stacks/prodblueStatus",
          """
          {"applicationName": "cats", "action": "stop"}\
          """,
          "DELETE /stacks",
          """
          {"stack": "cats", "deleteImages": true}\
          """);

  /** The state machines that take the same as a route, by its short name. */
  static final Map<String, String> MACHINES =
      Map.of(
          "POST /stacks", "create-stack",
          "POST /stacks/deploy", "deploy",
          "POST /stacks/canaryShift", "canary-shift",
          "POST /stacks/swapProdBlueAndGreen", "swap",
          "POST /stacks/rollback", "rollback",
          "DELETE /stacks", "delete-stack");

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "POST /stacks", List.of("applicationName", "email"),
          "POST /stacks/deploy", List.of("applicationName", "environment"),
          "POST /stacks/deploytoTrainDA", List.of("applicationName"),
          "POST /stacks/deploytoprodBlue", List.of("applicationName"),
          "POST /stacks/canaryShift", List.of("applicationName", "strategy"),
          "POST /stacks/swapProdBlueAndGreen", List.of("applicationName"),
          "POST /stacks/rollback", List.of("applicationName", "environment"),
          "POST /stacks/nonprodStatus", List.of("applicationName", "action"),
          "POST /stacks/prodblueStatus", List.of("applicationName", "action"),
          "DELETE /stacks", List.of("stack"));

  private static final List<String> NO_NAMES =
      List.of(
          "",
          " ",
          "9lives",
          "-shop",
          "shop-",
          "a--b",
          "a_b",
          "../shop",
          "shop;ls",
          "shöp",
          "猫",
          "😀",
          "abcdefghijklmnopqrstuvwxy",
          "{{resolve:ssm:secret}}",
          "shop\r\nX-Evil: 1",
          "shop\u0000",
          "\u202eshop",
          "\ud800",
          "x".repeat(10_000),
          "${jndi:ldap://x}",
          "%2e%2e");

  static WrongRequest request(String route, String body, int status, String... says) {
    return request(body.length() > 100 ? body.substring(0, 100) : body, route, body, status, says);
  }

  static WrongRequest request(String what, String route, String body, int status, String... says) {
    return raw(what, route, Map.of(), body.getBytes(StandardCharsets.UTF_8), status, says);
  }

  static WrongRequest raw(
      String what,
      String route,
      Map<String, String> headers,
      byte[] body,
      int status,
      String... says) {
    var parts = route.split(" ", 2);
    return new WrongRequest(
        what.replaceAll("[^ -~]", "?"), parts[0], parts[1], headers, body, status, List.of(says));
  }

  String route() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return route() + " " + what;
  }

  /** What is wrong with the form, for every route that changes something. */
  static List<WrongRequest> inForm() {
    var all = new ArrayList<WrongRequest>();
    VALID.forEach(
        (route, valid) -> {
          documents(all, route, valid);
          fields(all, route, valid);
          headers(all, route, valid);
        });
    return all;
  }

  private static void documents(List<WrongRequest> all, String route, String valid) {
    all.add(request("nothing", route, "", 400, "body", "JSON object"));
    for (var scalar : List.of("null", "[]", "\"text\"", "7", "true")) {
      all.add(request(scalar, route, scalar, 400, "body", "a JSON object is expected"));
    }
    all.add(request("cut off", route, valid.substring(0, valid.length() - 1), 400, "body"));
    all.add(request("more after it", route, valid + "{}", 400, "body"));
    all.add(request("a comment", route, "/* hello */" + valid, 400, "body"));
    all.add(request("single quotes", route, valid.replace('"', '\''), 400, "body"));
    all.add(request("XML", route, "<stack>shop</stack>", 400, "body"));
    all.add(request("a form", route, "applicationName=shop", 400, "body"));
    all.add(
        request(
            "twice the same key",
            route,
            valid.replaceFirst("\\{", "{\"a\": 1, \"a\": 2, "),
            400,
            "'a'"));
    all.add(
        request(
            "10,000 deep",
            route,
            "{\"a\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            400,
            "nest"));
    all.add(
        raw(
            "not UTF-8",
            route,
            Map.of(),
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            400,
            "UTF-8"));
    all.add(raw("UTF-16", route, Map.of(), valid.getBytes(StandardCharsets.UTF_16), 400, "body"));
    all.add(
        request(
            "2 MB", route, valid.replaceFirst("\\{", "{" + " ".repeat(2 << 20)), 413, "1048576"));
    all.add(
        raw(
            "an unknown parameter",
            route + "?dry=true",
            Map.of(),
            bytes(valid),
            400,
            "'dry'",
            "unknown parameter; allowed: dryRun"));
    all.add(
        raw(
            "a dry run that is neither true nor false",
            route + "?dryRun=1",
            Map.of(),
            bytes(valid),
            400,
            "dryRun: true or false is allowed, but got '1'"));
  }

  private static void fields(List<WrongRequest> all, String route, String valid) {
    all.add(
        change(
            "an unknown field",
            route,
            valid,
            body -> body.put("surprise", 1),
            400,
            "'surprise': unknown field; allowed: ",
            REQUIRED.get(route).getFirst()));
    for (var field : REQUIRED.get(route)) {
      all.add(
          change(
              field + " missing",
              route,
              valid,
              body -> body.remove(field),
              400,
              field + ": is required"));
      all.add(
          change(
              field + " null",
              route,
              valid,
              body -> body.putNull(field),
              400,
              field + ": is required"));
    }
    object(valid)
        .fieldNames()
        .forEachRemaining(
            field -> {
              all.add(
                  change(
                      field + " misspelt",
                      route,
                      valid,
                      body -> body.set(field + "s", body.remove(field)),
                      400,
                      "'" + field + "s': unknown field; allowed: ",
                      field));
              all.add(
                  change(
                      field + " in another case",
                      route,
                      valid,
                      body ->
                          body.set(field.toUpperCase(java.util.Locale.ROOT), body.remove(field)),
                      400,
                      "unknown field; allowed: ",
                      field));
              all.add(
                  change(
                      field + " a number",
                      route,
                      valid,
                      body -> body.put(field, -1.5),
                      400,
                      field + ":"));
              all.add(
                  change(
                      field + " of another type",
                      route,
                      valid,
                      body ->
                          body.set(
                              field,
                              body.get(field).isObject()
                                  ? Json.tree(List.of(1))
                                  : Json.tree(Map.of("a", 1))),
                      400,
                      field + ":"));
              all.add(
                  change(
                      field + " deep",
                      route,
                      valid,
                      body -> body.set(field, Json.tree(List.of(List.of(List.of("a"))))),
                      400,
                      field));
            });
    var name = REQUIRED.get(route).getFirst();
    for (var no : NO_NAMES) {
      all.add(
          change(
              name + " " + no.substring(0, Math.min(30, no.length())),
              route,
              valid,
              body -> body.put(name, no),
              400,
              name + ": a letter, then letters",
              "24"));
    }
    if (!route.equals("POST /stacks")) {
      all.add(
          change(
              "an unknown application",
              route,
              valid,
              body -> body.put(name, "nobody"),
              404,
              "there is no application 'nobody'",
              "GET /stacks"));
    }
  }

  private static void headers(List<WrongRequest> all, String route, String valid) {
    for (var key : List.of("", " ", "a b", "k\u0000", "ключ", "k".repeat(256))) {
      all.add(
          raw(
              "Idempotency-Key " + key.substring(0, Math.min(9, key.length())),
              route,
              Map.of("idempotency-key", key),
              bytes(valid),
              400,
              "Idempotency-Key: 1 to 255"));
    }
  }

  private static WrongRequest change(
      String what,
      String route,
      String valid,
      java.util.function.Consumer<ObjectNode> change,
      int status,
      String... says) {
    var body = object(valid);
    change.accept(body);
    return request(what, route, body.toString(), status, says);
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The body as a state machine takes it, where it is JSON at all. */
  Optional<JsonNode> input() {
    try {
      return path.contains("?") ? Optional.empty() : Optional.of(Json.parse(body));
    } catch (Rejected e) {
      return Optional.empty();
    }
  }
}
