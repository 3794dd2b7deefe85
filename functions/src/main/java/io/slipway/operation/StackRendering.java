package io.slipway.operation;

import io.slipway.aws.Certificates;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Quoted;
import io.slipway.domain.RecordSide;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.spec.Specification;
import io.slipway.spec.render.Balancer;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.spec.render.Site;
import io.slipway.spec.render.StackTemplates;
import io.slipway.spec.render.Subject;
import io.slipway.store.Application;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the stacks of applications with what this installation gives them. */
public final class StackRendering {

  private final Settings settings;
  private final Installation installation;
  private final Certificates certificates;

  public StackRendering(Platform platform) {
    this.certificates = new Certificates(platform);
    this.settings = platform.settings();
    this.installation = new Installation(settings);
  }

  /**
   * The template of a stack.
   *
   * @param pair the load balancer of each slot, where DNS weighs them
   * @throws io.slipway.domain.Rejected where the installation lacks what the specification asks for
   */
  public RenderedTemplate of(
      Application application,
      ApplicationStack stack,
      Specification specification,
      Map<Place, Balancer> pair) {
    requireCluster(specification);
    var subject = new Subject(application.name(), application.repository(), application.email());
    return stack.kind() == ApplicationStack.Kind.IMAGES
        ? StackTemplates.images(subject)
        : StackTemplates.services(
            subject,
            stack,
            specification,
            site(stack.environment(), pair, certificates(specification)));
  }

  /**
   * The template of a stack that has been made.
   *
   * @param entries of its places, which know the load balancers of slots that DNS weighs
   */
  public RenderedTemplate again(
      Application application,
      ApplicationStack stack,
      Specification specification,
      List<InventoryEntry> entries) {
    var pair = new EnumMap<Place, Balancer>(Place.class);
    for (var entry : entries) {
      entry
          .address()
          .records()
          .map(records -> records.side(entry.address().targetGroup()))
          .ifPresent(side -> pair.put(entry.place(), balancer(side)));
    }
    return of(application, stack, specification, pair);
  }

  private static Balancer balancer(RecordSide side) {
    return new Balancer(side.balancer(), side.dnsName(), side.dnsZone());
  }

  /**
   * Functions may touch services of these clusters only.
   *
   * @throws Rejected 400 where the specification names another one
   */
  private void requireCluster(Specification specification) {
    var further = settings.find("FURTHER_CLUSTERS").orElse("");
    var own = Stream.of(Environment.DEV, Environment.PROD).map(installation::cluster).toList();
    specification
        .cluster()
        .filter(name -> !own.contains(name) && !matches(further, name))
        .ifPresent(
            name -> {
              throw Rejected.invalid(
                  "specification.cluster",
                  "this installation runs services in "
                      + String.join(", ", own)
                      + (further.isEmpty() ? "" : " and " + further)
                      + " only, but got "
                      + Quoted.of(name)
                      + "; 'clusters' in parameters.yml names further ones");
            });
  }

  private static boolean matches(String pattern, String name) {
    var parts = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote);
    return !pattern.isEmpty() && name.matches(parts.collect(Collectors.joining(".*")));
  }

  /** Those that the specification calls by a host name, as far as there are any. */
  private Map<String, String> certificates(Specification specification) {
    var found = new TreeMap<String, String>();
    specification.services().values().stream()
        .flatMap(service -> service.listeners().stream())
        .flatMap(listener -> listener.certificates().stream())
        .filter(name -> !name.startsWith("arn:"))
        .distinct()
        .forEach(name -> certificates.issuedFor(name).ifPresent(arn -> found.put(name, arn)));
    return found;
  }

  private Site site(
      Environment environment, Map<Place, Balancer> pair, Map<String, String> certificates) {
    return new Site(
        installation.cluster(environment),
        settings.get("VPC"),
        List.of(settings.get("SUBNET1"), settings.get("SUBNET2")),
        List.of(settings.get("ELB_SUBNET1"), settings.get("ELB_SUBNET2")),
        settings.get("SECURITY_GROUP"),
        false,
        new Balancer(
            installation.listener(environment),
            installation.balancerDns(environment),
            installation.balancerZone(environment)),
        pair,
        settings.get("SCHEME").equals("https"),
        settings.find("CERTIFICATE"),
        certificates,
        settings.get("ZONE_NAME"),
        settings.find("ZONE_ID"),
        settings.get("DEFAULT_IMAGE"),
        settings.find("PERMISSIONS_BOUNDARY"),
        settings.find("READ_PARAMETERS").stream().toList(),
        Map.of());
  }
}
