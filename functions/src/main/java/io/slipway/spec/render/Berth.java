package io.slipway.spec.render;

import io.slipway.domain.Place;
import io.slipway.spec.Service;

/** One service at one place: an ECS service and what belongs to it alone. */
record Berth(Part part, Place place) {

  Frame frame() {
    return part.frame();
  }

  Service service() {
    return part.service();
  }

  Template template() {
    return part.template();
  }

  Site site() {
    return part.site();
  }

  Colour colour() {
    return Colour.of(place);
  }

  /** The logical id of something of this place. */
  String id(String kind) {
    return Frame.prefix(place) + part.id(kind);
  }

  /** Of the ECS service. */
  String name() {
    var names = frame().names(place);
    return part.isPrimary() ? names.service() : names.service(part.name());
  }
}
