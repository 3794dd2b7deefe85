package io.slipway.aws;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/** The hosted zones of the account, public and private. */
public final class HostedZones {

  private final Route53Client route53;

  public HostedZones(Platform platform) {
    this.route53 = platform.route53();
  }

  /**
   * The ids of the zones that answer for each name: those whose own name is its longest suffix. A
   * private zone hides the public one of the same name where it is seen, so both are told.
   *
   * @throws RetryLater where Route 53 is busy
   */
  public Map<String, List<String>> of(Collection<String> hosts) {
    var all = all();
    var found = new TreeMap<String, List<String>>();
    hosts.forEach(host -> found.put(host, of(host, all)));
    return found;
  }

  private List<HostedZone> all() {
    return AwsErrors.calling(
        "list the hosted zones",
        () -> route53.listHostedZonesPaginator(request -> {}).hostedZones().stream().toList());
  }

  private static List<String> of(String host, List<HostedZone> all) {
    var matching =
        all.stream()
            .filter(zone -> ("." + host).endsWith("." + RecordNames.plain(zone.name())))
            .toList();
    int longest =
        matching.stream()
            .map(zone -> zone.name().length())
            .max(Comparator.naturalOrder())
            .orElse(0);
    return matching.stream()
        .filter(zone -> zone.name().length() == longest)
        .map(zone -> id(zone.id()))
        .sorted()
        .toList();
  }

  /** Calls answer {@code /hostedzone/Z123} and take {@code Z123}. */
  private static String id(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
