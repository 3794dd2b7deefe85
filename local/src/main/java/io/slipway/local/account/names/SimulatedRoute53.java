package io.slipway.local.account.names;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneConfig;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Route 53 of the simulated account: hosted zones and records. A change is listed at once, and
 * PENDING for 35 seconds: until then a name server, and for another 60 seconds a resolver, may
 * answer as before. Health checks, routing policies other than weights, and records that stacks
 * make are not modelled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html">GetChange:
 *     changes generally propagate to all name servers within 60 seconds</a>
 */
public final class SimulatedRoute53 implements Route53Client, Durable {

  /** How long until all name servers know of a change. */
  public static final Duration SYNC = Duration.ofSeconds(35);

  /** How long resolvers keep the answer of an alias to a load balancer. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  /** While a zone takes in one change, it takes no other. */
  private static final Duration PROCESSING = Duration.ofMillis(200);

  private static final int MOST_ZONES = 100;
  private static final int MOST_RECORDS = 300;
  private static final int MOST_CHANGES = 1000;

  private final Kernel kernel;
  private final RandomGenerator random;
  private NamesState state = new NamesState();

  public SimulatedRoute53(Kernel kernel, RandomGenerator random) {
    this.kernel = kernel;
    this.random = random;
  }

  @Override
  public CreateHostedZoneResponse createHostedZone(CreateHostedZoneRequest request) {
    return kernel.call(
        () -> {
          var zone = new ZoneState();
          var id = "Z" + state.ids.digits(19);
          zone.shape =
              HostedZone.builder()
                  .id("/hostedzone/" + id)
                  .name(Records.full(request.name()))
                  .callerReference(request.callerReference())
                  .config(HostedZoneConfig.builder().privateZone(request.vpc() != null).build())
                  .resourceRecordSetCount(2L)
                  .build();
          state.zones.put(id, zone);
          kernel.changed(this);
          return CreateHostedZoneResponse.builder()
              .hostedZone(zone.shape)
              .changeInfo(submitted())
              .build();
        });
  }

  @Override
  public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
    return kernel.call(
        () -> {
          var size = request.maxItems() == null ? null : Integer.valueOf(request.maxItems());
          var page =
              Pages.of(
                  state.zones.values().stream().map(zone -> zone.shape).toList(),
                  request.marker(),
                  size,
                  MOST_ZONES,
                  () -> NameErrors.invalidInput("The marker is not valid"));
          return ListHostedZonesResponse.builder()
              .hostedZones(page.items())
              .isTruncated(page.next() != null)
              .marker(request.marker())
              .nextMarker(page.next())
              .maxItems(String.valueOf(MOST_ZONES))
              .build();
        });
  }

  @Override
  public ListResourceRecordSetsResponse listResourceRecordSets(
      ListResourceRecordSetsRequest request) {
    return kernel.call(
        () -> {
          var all = zone(request.hostedZoneId()).records;
          var from =
              request.startRecordName() == null
                  ? ""
                  : Records.sorted(request.startRecordName())
                      + " "
                      + (request.startRecordType() == null ? "" : request.startRecordTypeAsString())
                      + (request.startRecordIdentifier() == null
                          ? ""
                          : " " + request.startRecordIdentifier());
          int most =
              request.maxItems() == null
                  ? MOST_RECORDS
                  : Math.min(MOST_RECORDS, Integer.parseInt(request.maxItems()));
          var rest = List.copyOf(all.tailMap(from, true).values());
          var answer =
              ListResourceRecordSetsResponse.builder()
                  .resourceRecordSets(rest.subList(0, Math.min(most, rest.size())))
                  .isTruncated(rest.size() > most)
                  .maxItems(String.valueOf(most));
          if (rest.size() > most) {
            var next = rest.get(most);
            answer
                .nextRecordName(next.name())
                .nextRecordType(next.type())
                .nextRecordIdentifier(next.setIdentifier());
          }
          return answer.build();
        });
  }

  @Override
  public ChangeResourceRecordSetsResponse changeResourceRecordSets(
      ChangeResourceRecordSetsRequest request) {
    return kernel.call(
        () -> {
          var zone = zone(request.hostedZoneId());
          var batch = request.changeBatch().changes();
          if (batch.isEmpty()) {
            throw NameErrors.invalidInput("Invalid request: Expected at least one change");
          }
          if (batch.size() > MOST_CHANGES) {
            throw NameErrors.invalidBatch(List.of("Number of changes limit exceeded"));
          }
          if (zone.changedAt != null && kernel.now().isBefore(zone.changedAt.plus(PROCESSING))) {
            throw NameErrors.busy();
          }
          var after = Records.changed(zone.shape.name(), zone.records, batch);
          replace(zone);
          zone.records = after;
          zone.changedAt = kernel.now();
          kernel.changed(this);
          return ChangeResourceRecordSetsResponse.builder().changeInfo(submitted()).build();
        });
  }

  private void replace(ZoneState zone) {
    zone.replaced.removeIf(
        before -> !kernel.now().isBefore(before.until.plus(SYNC).plus(TIME_TO_LIVE)));
    var before = new ZoneState.Replaced();
    before.until = kernel.now();
    before.records = new ArrayList<>(zone.records.values());
    zone.replaced.add(before);
  }

  private ChangeInfo submitted() {
    var id = "C" + state.ids.digits(19);
    state.changes.put(id, kernel.now());
    return info(id);
  }

  private ChangeInfo info(String id) {
    var since = state.changes.get(id);
    return ChangeInfo.builder()
        .id("/change/" + id)
        .submittedAt(since)
        .status(
            kernel.now().isBefore(since.plus(SYNC)) ? ChangeStatus.PENDING : ChangeStatus.INSYNC)
        .build();
  }

  @Override
  public GetChangeResponse getChange(GetChangeRequest request) {
    return kernel.call(
        () -> {
          var id = request.id().substring(request.id().lastIndexOf('/') + 1);
          if (!state.changes.containsKey(id)) {
            throw NameErrors.noChange(id);
          }
          return GetChangeResponse.builder().changeInfo(info(id)).build();
        });
  }

  private ZoneState zone(String id) {
    var zone = state.zones.get(id.substring(id.lastIndexOf('/') + 1));
    if (zone == null) {
      throw NameErrors.noZone(id);
    }
    return zone;
  }

  /** The weighted aliases of a name, as the zone with the longest name has them now. */
  public List<ResourceRecordSet> weighted(String host) {
    return kernel.call(
        () ->
            state.zones.values().stream()
                .map(zone -> weighted(List.copyOf(zone.records.values()), host))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of()));
  }

  /**
   * Every list of weighted aliases of a name that some resolver may use at present, the newest
   * first.
   */
  public List<List<ResourceRecordSet>> inEffect(String host) {
    return kernel.call(
        () -> {
          var all = new ArrayList<List<ResourceRecordSet>>();
          all.add(weighted(host));
          for (var zone : state.zones.values()) {
            for (var before : zone.replaced.reversed()) {
              var found = weighted(before.records, host);
              if (!found.isEmpty() && isUsed(before.until)) {
                all.add(found);
              }
            }
          }
          return all.stream().distinct().toList();
        });
  }

  private boolean isUsed(Instant until) {
    return kernel.now().isBefore(until.plus(SYNC).plus(TIME_TO_LIVE));
  }

  private static List<ResourceRecordSet> weighted(List<ResourceRecordSet> records, String host) {
    return records.stream()
        .filter(record -> record.name().equals(Records.full(host)))
        .filter(record -> record.weight() != null && record.aliasTarget() != null)
        .toList();
  }

  /**
   * The DNS name of the load balancer that a customer of {@code host} is led to, by chance; empty
   * text where the name has no weighted aliases. Where all have weight 0, each is as likely.
   */
  public String resolve(String host) {
    return kernel.call(
        () -> {
          var known = inEffect(host);
          var records = known.get(known.size() == 1 ? 0 : random.nextInt(known.size()));
          if (records.isEmpty()) {
            return "";
          }
          long total = records.stream().mapToLong(ResourceRecordSet::weight).sum();
          if (total == 0) {
            return target(records.get(random.nextInt(records.size())));
          }
          long ticket = random.nextLong(total);
          for (var record : records) {
            ticket -= record.weight();
            if (ticket < 0) {
              return target(record);
            }
          }
          throw new IllegalStateException("beyond the weights of " + records);
        });
  }

  private static String target(ResourceRecordSet record) {
    var name = record.aliasTarget().dnsName();
    return name.substring(0, name.length() - 1);
  }

  @Override
  public String name() {
    return "names";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, NamesState.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
