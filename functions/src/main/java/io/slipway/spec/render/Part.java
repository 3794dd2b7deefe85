package io.slipway.spec.render;

import io.slipway.domain.Place;
import io.slipway.spec.Container;
import io.slipway.spec.Service;
import java.util.List;

/** One service of a stack: what both slots share of it. */
record Part(Frame frame, String name) {

  Service service() {
    return frame.specification().services().get(name);
  }

  boolean isPrimary() {
    return name.equals(frame.specification().primaryName());
  }

  Template template() {
    return frame.template();
  }

  Site site() {
    return frame.site();
  }

  /** The logical id of something that it has once in the stack. */
  String id(String kind) {
    return isPrimary() ? kind : ServiceNames.output(kind, name);
  }

  List<Berth> berths() {
    return frame.stack().places().stream().map(place -> new Berth(this, place)).toList();
  }

  Berth berth(Place place) {
    return new Berth(this, place);
  }

  Container container(String wanted) {
    return service().task().containers().stream()
        .filter(container -> container.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no container is called " + wanted));
  }
}
