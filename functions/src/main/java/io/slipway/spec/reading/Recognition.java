package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in which form a document is written, by keys that only one form has. */
final class Recognition {

  private static final Map<WrittenAs, Set<String>> TOP =
      new EnumMap<>(
          Map.of(
              WrittenAs.CANARY, Set.of("canary", "service", "target_groups", "listeners"),
              WrittenAs.CLOUDLIFT, Set.of("notifications_arn", "cloudlift_version", "env_sample"),
              WrittenAs.SPECIFICATION,
                  Set.of("project", "cluster", "release", "parameters", "notificationsTopic"),
              WrittenAs.SHORT,
                  Set.of("cpu", "memory", "containerPort", "healthCheckPath", "tasks")));

  private static final Set<String> OF_OUR_SERVICES =
      Set.of("task", "placement", "scaling", "alarms", "targetGroups", "loadBalancer");

  private Recognition() {}

  /**
   * The form of {@code document}.
   *
   * @throws Rejected 400 where it is of none, or has keys of two
   */
  static WrittenAs of(JsonNode document) {
    if (!document.isObject()) {
      throw Rejected.invalid(
          "specification", "an object is expected, but got " + Json.kind(document));
    }
    if (document.isEmpty()) {
      return WrittenAs.SHORT;
    }
    var found = new EnumMap<WrittenAs, List<String>>(WrittenAs.class);
    for (var key : document.properties()) {
      TOP.forEach(
          (form, keys) -> {
            if (keys.contains(key.getKey())) {
              found.computeIfAbsent(form, any -> new ArrayList<>()).add(key.getKey());
            }
          });
    }
    if (document.has("services")) {
      found
          .computeIfAbsent(servicesOf(document.get("services"), found), any -> new ArrayList<>())
          .add("services");
    }
    if (found.size() > 1) {
      throw Rejected.invalid(
          "specification",
          "keys of one form are expected, but got those of several: " + said(found));
    }
    if (found.isEmpty()) {
      throw Rejected.invalid(
          "specification",
          "no form has these keys; a deployment file has canary and service, a service configuration"
              + " notifications_arn and services, our own form services, the short one "
              + String.join(
                  ", ", List.of("cpu", "memory", "containerPort", "healthCheckPath", "tasks")));
    }
    return found.keySet().iterator().next();
  }

  /** Ours and Cloudlift's both have services; what stands in them tells them apart. */
  private static WrittenAs servicesOf(JsonNode services, Map<WrittenAs, List<String>> found) {
    for (var service : services) {
      for (var entry : service.properties()) {
        if (OF_OUR_SERVICES.contains(entry.getKey())) {
          return WrittenAs.SPECIFICATION;
        }
        if (entry.getKey().equals("memory_reservation")
            || entry.getKey().equals("http_interface")) {
          return WrittenAs.CLOUDLIFT;
        }
      }
    }
    return found.containsKey(WrittenAs.CLOUDLIFT) ? WrittenAs.CLOUDLIFT : WrittenAs.SPECIFICATION;
  }

  private static String said(Map<WrittenAs, List<String>> found) {
    return String.join(
        "; ",
        found.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
            .toList());
  }
}
