package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/** Makes an object of its shape: unknown keys are taken for known ones, or left out. */
record Mending(Collection<Field> fields, String path, StandIns standIns) {

  /** Empty where something that is required is not there, and nothing can stand in. */
  Optional<JsonNode> mended(JsonNode value) {
    var known = known(value);
    var mended = Nodes.object();
    for (var field : fields) {
      var place = Paths.key(path, field.key());
      var given = known.path(field.key());
      boolean absent = given.isMissingNode() || given.isNull() || field.isRefused();
      if (absent && !field.required()) {
        continue;
      }
      if (standIns.isWrong(place) && !field.required() && standIns.leavesOut(place)) {
        continue;
      }
      var one =
          absent
              ? standIns.valueOf(field.shape(), place)
              : field.shape().mended(given, place, standIns);
      if (one.isPresent()) {
        mended.set(field.key(), one.get());
      } else if (field.required()) {
        return Optional.empty();
      } else {
        standIns.lose(place);
      }
    }
    return Optional.of(mended);
  }

  private ObjectNode known(JsonNode value) {
    var known = Nodes.object();
    var keys = fields.stream().map(Field::key).toList();
    for (var entry : value.properties()) {
      if (keys.contains(entry.getKey())) {
        known.set(entry.getKey(), entry.getValue());
      }
    }
    for (var entry : value.properties()) {
      if (!keys.contains(entry.getKey())) {
        meaning(entry.getKey(), entry.getValue(), known)
            .ifPresent(key -> known.set(key, entry.getValue()));
      }
    }
    return known;
  }

  /** The key that is meant by one that is unknown, in this round. */
  private Optional<String> meaning(String key, JsonNode value, ObjectNode known) {
    var absent =
        fields.stream()
            .filter(field -> !known.has(field.key()) && !field.isRefused())
            .map(Field::key)
            .toList();
    var nearest = Nearest.of(key, fields.stream().map(Field::key).toList());
    var meanings = new ArrayList<Optional<String>>();
    nearest.filter(absent::contains).ifPresent(meant -> meanings.add(Optional.of(meant)));
    meanings.add(Optional.empty());
    fields.stream()
        .filter(field -> absent.contains(field.key()) && field.shape().reads(value))
        .forEach(field -> meanings.add(Optional.of(field.key())));
    var place = Paths.key(path, key);
    if (meanings.size() == 1 && value.isContainerNode() && nearest.isEmpty()) {
      standIns.lose(place);
    }
    return standIns.one(meanings, place).orElseThrow();
  }
}
