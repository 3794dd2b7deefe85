package io.slipway.spec.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.runtime.Sha256;
import io.slipway.spec.shape.Tree;

/**
 * Renders the names of services in the installation's hosted zone. Names that DNS weighs are
 * Slipway's to move, and in no template.
 */
final class Records {

  private static final int MARK = 6;

  private Records() {}

  static void render(Part part) {
    if (!Balancers.isReached(part) || part.frame().isWeighedByDns()) {
      return;
    }
    boolean production = part.frame().isProduction();
    var hosts = Hosts.of(part);
    for (int i = 0; i < hosts.size(); i++) {
      var host = hosts.get(i);
      var id = part.id(production ? "ProductionRecord" : "Record");
      record(part, i == 0 ? id : id + "For" + Sha256.hex(host).substring(0, MARK), host);
    }
    if (production) {
      record(part, part.id("PreviewRecord"), Hosts.preview(part));
    }
  }

  private static void record(Part part, String id, String host) {
    if (Hosts.isInZone(part.site(), host)) {
      part.template()
          .resource(
              id,
              "AWS::Route53::RecordSet",
              new Tree()
                  .put(
                      "HostedZoneId",
                      JsonNodeFactory.instance.textNode(part.site().zoneId().orElseThrow()))
                  .put("Name", host)
                  .put("Type", "A")
                  .put("AliasTarget", Balancers.alias(part)));
    }
  }
}
