package io.slipway.spec.render;

import io.slipway.domain.Environment;
import io.slipway.spec.BalancerPair;
import java.util.List;
import java.util.Locale;

/** The host names under which a service is reached. */
final class Hosts {

  private Hosts() {}

  /**
   * Those of customers in production, else that of the environment; the first is the one that is
   * shown. A name leads to one place only, so that customers' names are in no other environment.
   */
  static List<String> of(Part part) {
    if (part.frame().isWeighedByDns()) {
      return part.frame()
          .specification()
          .release()
          .balancers()
          .map(BalancerPair::hosts)
          .orElseThrow();
    }
    var given = part.service().loadBalancer().hostnames();
    return given.isEmpty() || !part.frame().isProduction()
        ? List.of(usual(part, part.frame().environment().toString()))
        : given;
  }

  /** Where the next release of production is looked at. */
  static String preview(Part part) {
    return usual(part, Environment.PROD + "-blue");
  }

  private static String usual(Part part, String environment) {
    var service =
        part.isPrimary() ? "" : "-" + part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return part.frame().subject().application().key()
        + "-"
        + environment
        + service
        + "."
        + part.site().zoneName();
  }

  /** Whether the installation's hosted zone is the one of {@code host}. */
  static boolean isInZone(Site site, String host) {
    return site.zoneId().isPresent()
        && host.toLowerCase(Locale.ROOT).endsWith("." + site.zoneName().toLowerCase(Locale.ROOT));
  }
}
