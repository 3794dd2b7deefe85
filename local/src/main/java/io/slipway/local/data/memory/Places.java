package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes at a path of an item, and items that have only some paths of another. */
final class Places {

  /** So that removing one element does not move another that is to be removed. */
  static final Comparator<Path> LATER_ELEMENTS_FIRST =
      Comparator.comparingInt(
          path -> path.parts().getLast() instanceof Path.Element element ? -element.index() : 0);

  private Places() {}

  static void set(Map<String, AttributeValue> item, Path path, AttributeValue value) {
    var present = item.get(path.attribute());
    item.put(path.attribute(), set(present, path.parts(), 1, value));
  }

  static void remove(Map<String, AttributeValue> item, Path path) {
    if (path.isAttribute()) {
      item.remove(path.attribute());
      return;
    }
    var present = item.get(path.attribute());
    item.put(path.attribute(), set(present, path.parts(), 1, null));
  }

  /** {@code value} null removes. */
  private static AttributeValue set(
      AttributeValue container, List<Path.Part> parts, int at, AttributeValue value) {
    if (at == parts.size()) {
      return value;
    }
    if (container == null) {
      throw unreachable();
    }
    boolean last = at == parts.size() - 1;
    if (parts.get(at) instanceof Path.Member member && container.hasM()) {
      var map = new LinkedHashMap<>(container.m());
      var inner = set(last ? null : map.get(member.name()), parts, at + 1, value);
      if (inner == null) {
        map.remove(member.name());
      } else {
        map.put(member.name(), inner);
      }
      return AttributeValue.fromM(map);
    }
    if (parts.get(at) instanceof Path.Element element && container.hasL()) {
      var list = new ArrayList<>(container.l());
      boolean there = element.index() < list.size();
      var present = last || !there ? null : list.get(element.index());
      replace(list, element.index(), set(present, parts, at + 1, value));
      return AttributeValue.fromL(list);
    }
    throw unreachable();
  }

  /** An element beyond the end goes to the end. */
  private static void replace(List<AttributeValue> list, int index, AttributeValue value) {
    boolean there = index < list.size();
    if (value != null) {
      if (there) {
        list.set(index, value);
      } else {
        list.add(value);
      }
    } else if (there) {
      list.remove(index);
    }
  }

  private static RuntimeException unreachable() {
    return TableErrors.invalid(
        "The document path provided in the update expression is invalid for update");
  }

  /** The item with only what is at one of {@code paths}. Elements of lists close up. */
  static Map<String, AttributeValue> only(List<Path> paths, Map<String, AttributeValue> item) {
    var selected = new LinkedHashMap<String, AttributeValue>();
    for (var entry : item.entrySet()) {
      var under = paths.stream().filter(path -> path.attribute().equals(entry.getKey())).toList();
      if (!under.isEmpty()) {
        var value = only(under, 1, entry.getValue());
        if (value != null) {
          selected.put(entry.getKey(), value);
        }
      }
    }
    return selected;
  }

  private static AttributeValue only(List<Path> paths, int at, AttributeValue value) {
    if (paths.stream().anyMatch(path -> path.parts().size() == at)) {
      return value;
    }
    if (value.hasM()) {
      var map = new LinkedHashMap<String, AttributeValue>();
      value
          .m()
          .forEach(
              (name, member) -> put(map, name, within(paths, at, new Path.Member(name), member)));
      return map.isEmpty() ? null : AttributeValue.fromM(map);
    }
    if (value.hasL()) {
      var list = new ArrayList<AttributeValue>();
      for (int i = 0; i < value.l().size(); i++) {
        var element = within(paths, at, new Path.Element(i), value.l().get(i));
        if (element != null) {
          list.add(element);
        }
      }
      return list.isEmpty() ? null : AttributeValue.fromL(list);
    }
    return null;
  }

  private static AttributeValue within(
      List<Path> paths, int at, Path.Part part, AttributeValue value) {
    var through = paths.stream().filter(path -> path.parts().get(at).equals(part)).toList();
    return through.isEmpty() ? null : only(through, at + 1, value);
  }

  private static void put(Map<String, AttributeValue> map, String name, AttributeValue value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
