package io.slipway.local.data.memory;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where a value is in an item: the name of an attribute, then names and positions within it. */
record Path(List<Part> parts) {

  /** One step of a path. */
  sealed interface Part {}

  /** The member of a map, or the attribute itself. */
  record Member(String name) implements Part {}

  /** The element of a list, counted from 0. */
  record Element(int index) implements Part {}

  Path {
    parts = List.copyOf(parts);
  }

  String attribute() {
    return ((Member) parts.getFirst()).name();
  }

  boolean isAttribute() {
    return parts.size() == 1;
  }

  /** The value there; null where there is none. */
  AttributeValue in(Map<String, AttributeValue> item) {
    var value = item.get(attribute());
    for (int i = 1; i < parts.size() && value != null; i++) {
      value = step(value, parts.get(i));
    }
    return value;
  }

  /** What {@code part} leads to; null where that does not exist. */
  static AttributeValue step(AttributeValue value, Part part) {
    return switch (part) {
      case Member member -> value.hasM() ? value.m().get(member.name()) : null;
      case Element element ->
          value.hasL() && element.index() < value.l().size()
              ? value.l().get(element.index())
              : null;
    };
  }

  /** Whether one of the two is the other, or lies within it. */
  boolean overlaps(Path other) {
    int shorter = Math.min(parts.size(), other.parts.size());
    return parts.subList(0, shorter).equals(other.parts.subList(0, shorter));
  }

  /** Whether the two take one place for a map and for a list. */
  boolean conflicts(Path other) {
    int shorter = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < shorter; i++) {
      var mine = parts.get(i);
      var theirs = other.parts.get(i);
      if (mine.getClass() != theirs.getClass()) {
        return true;
      }
      if (!mine.equals(theirs)) {
        return false;
      }
    }
    return false;
  }
}
