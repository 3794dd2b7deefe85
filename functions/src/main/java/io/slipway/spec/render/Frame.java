package io.slipway.spec.render;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.domain.Place;
import io.slipway.domain.PlaceNames;
import io.slipway.spec.Router;
import io.slipway.spec.Specification;
import java.util.List;
import java.util.Locale;

/** One stack that is being rendered: whose, of what specification, where, into which template. */
record Frame(
    Subject subject,
    ApplicationStack stack,
    Specification specification,
    Site site,
    Template template) {

  Environment environment() {
    return stack.environment();
  }

  boolean isProduction() {
    return environment() == Environment.PROD;
  }

  /** Whether each slot has a load balancer of its own, which DNS weighs. */
  boolean isWeighedByDns() {
    return isProduction() && specification.release().router() == Router.ROUTE53;
  }

  String cluster() {
    return specification.cluster().orElse(site.cluster());
  }

  List<Part> parts() {
    return specification.services().keySet().stream().map(name -> new Part(this, name)).toList();
  }

  PlaceNames names(Place place) {
    return new PlaceNames(subject.application(), place);
  }

  /** What logical ids of a place begin with. */
  static String prefix(Place place) {
    if (!place.isSlot()) {
      return "";
    }
    var name = place.toString();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
