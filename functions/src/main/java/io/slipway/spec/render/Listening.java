package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Sha256;
import io.slipway.spec.Listener;
import io.slipway.spec.Router;
import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the listeners of a service's load balancers, and certificates of the shared one.
 *
 * @param place the slot whose load balancer it is, where each has one
 */
record Listening(Part part, Optional<Place> place) {

  private static final String POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";
  private static final int MARK = 8;

  /** What logical ids begin with. */
  private String id(String kind) {
    return place.map(Frame::prefix).orElse("") + part.id(kind);
  }

  /** The ARN of the listener, which is made where it is not the shared one. */
  JsonNode arn(Listener listener, boolean main) {
    if (Balancers.isShared(part)) {
      requireShared(listener);
      if (part.site().https()) {
        certificates(listener, "", Template.text(part.site().balancer().arn()), false);
      }
      return Template.text(part.site().balancer().arn());
    }
    var name = main ? "Listener" : "ListenerOn" + listener.port();
    boolean https = listener.protocol() == WebProtocol.HTTPS;
    var properties =
        new Tree()
            .put("LoadBalancerArn", Balancers.arn(part, place.orElse(Place.PROD1)))
            .put("Port", listener.port())
            .put("Protocol", listener.protocol())
            .list("DefaultActions", List.of(otherwise(listener, main)), one -> one);
    if (https) {
      properties
          .put("SslPolicy", POLICY)
          .list(
              "Certificates",
              List.of(certificate(listener)),
              one -> new Tree().put("CertificateArn", one));
    }
    part.template().resource(id(name), "AWS::ElasticLoadBalancingV2::Listener", properties);
    certificates(listener, name, Template.ref(id(name)), https);
    return Template.ref(id(name));
  }

  /** With router route53, listeners are those of the two load balancers of production. */
  private void requireShared(Listener listener) {
    int port = part.site().https() ? 443 : 80;
    var protocol = part.site().https() ? WebProtocol.HTTPS : WebProtocol.HTTP;
    boolean same = listener.port() == port && listener.protocol() == protocol;
    if (!same && part.frame().specification().release().router() == Router.ALB) {
      throw Rejected.invalid(
          "specification.services." + part.name() + ".listeners[0]",
          "the cluster's load balancer listens on port "
              + port
              + " ("
              + protocol
              + ") only, but got "
              + listener.port()
              + " ("
              + listener.protocol()
              + "); any other needs an own load balancer");
    }
  }

  /**
   * What a request gets that no rule takes. On the listener of the hosts that is nothing; any other
   * listener forwards, except in production, where a shift moves one rule and no more.
   */
  private Tree otherwise(Listener listener, boolean main) {
    return main || (part.frame().isProduction() && place.isEmpty())
        ? RuleActions.notFound()
        : RuleActions.forward(all(listener));
  }

  /** All requests to the target group of the one place. */
  Map<JsonNode, JsonNode> all(Listener listener) {
    var weights = new LinkedHashMap<JsonNode, JsonNode>();
    var berth = part.berth(place.orElseGet(() -> part.frame().stack().places().getFirst()));
    weights.put(
        Template.ref(TargetGroups.id(berth, Balancers.group(part, listener))),
        IntNode.valueOf(100));
    return weights;
  }

  private String certificate(Listener listener) {
    return listener.certificates().isEmpty()
        ? part.site()
            .certificate()
            .orElseThrow(
                () ->
                    Rejected.invalid(
                        "specification", "HTTPS needs a certificate, and there is none"))
        : resolved(listener.certificates().getFirst());
  }

  /** Further certificates: a listener itself takes one. */
  private void certificates(Listener listener, String name, JsonNode arn, boolean withoutFirst) {
    var further = new ArrayList<>(listener.certificates());
    if (withoutFirst && !further.isEmpty()) {
      further.removeFirst();
    }
    for (var certificate : further) {
      var resolved = resolved(certificate);
      part.template()
          .resource(
              id("Certificate") + name + Sha256.hex(resolved).substring(0, MARK),
              "AWS::ElasticLoadBalancingV2::ListenerCertificate",
              new Tree()
                  .put("ListenerArn", arn)
                  .list(
                      "Certificates",
                      List.of(resolved),
                      one -> new Tree().put("CertificateArn", one)));
    }
  }

  private String resolved(String certificate) {
    if (certificate.startsWith("arn:")) {
      return certificate;
    }
    return Optional.ofNullable(part.site().certificates().get(certificate))
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "specification.services." + part.name() + ".listeners",
                    "no certificate of the account is for " + certificate));
  }
}
