package io.slipway.local.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.Route53Request;

/**
 * What Route 53 asks of a caller. A change is held against the names, types and actions of all its
 * records.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html">
 *     Conditions: names are lower-case, without a dot at their end</a>
 */
record NameDemands() {

  private static final String ZONE = "arn:aws:route53:::hostedzone/";

  List<Demand> of(Route53Request request) {
    return switch (request) {
      case ChangeResourceRecordSetsRequest change -> List.of(changing(change));
      case GetChangeRequest get ->
          List.of(Demand.of("route53:GetChange", "arn:aws:route53:::change/" + get.id()));
      case ListHostedZonesRequest unused ->
          List.of(Demand.of("route53:ListHostedZones", Demand.ANY));
      case ListResourceRecordSetsRequest list ->
          List.of(Demand.of("route53:ListResourceRecordSets", ZONE + list.hostedZoneId()));
      default -> throw Demands.unknown(request);
    };
  }

  private static Demand changing(ChangeResourceRecordSetsRequest request) {
    return new Demand(
        "route53:ChangeResourceRecordSets",
        ZONE + request.hostedZoneId(),
        Map.of(
            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            all(request, change -> normal(change.resourceRecordSet().name())),
            "route53:ChangeResourceRecordSetsRecordTypes",
            all(request, change -> change.resourceRecordSet().typeAsString()),
            "route53:ChangeResourceRecordSetsActions",
            all(request, Change::actionAsString)));
  }

  private static String all(
      ChangeResourceRecordSetsRequest request, Function<Change, String> value) {
    return request.changeBatch().changes().stream()
        .map(value)
        .distinct()
        .collect(Collectors.joining(Policy.SEPARATOR));
  }

  private static String normal(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
