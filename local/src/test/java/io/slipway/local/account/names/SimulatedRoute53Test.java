package io.slipway.local.account.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.Account;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What the API reference and the developer guide of Route 53 say. */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
final class SimulatedRoute53Test {

  private static final String HOST = "shop.example.com";

  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2026-11-22T00:00:00Z"));
  private final SimulatedRoute53 route53 =
      new Account(AccountSettings.DEFAULT, timeline, new Random(7), Changes.FORGOTTEN).route53();
  private final String zone =
      route53
          .createHostedZone(request -> request.name("example.com").callerReference("one"))
          .hostedZone()
          .id();

  private static ResourceRecordSet weighted(String name, String identifier, long weight) {
    return ResourceRecordSet.builder()
        .name(name)
        .type("A")
        .setIdentifier(identifier)
        .weight(weight)
        .aliasTarget(
            target ->
                target
                    .dnsName(identifier + ".eu-central-1.elb.amazonaws.com")
                    .hostedZoneId("Z215JYRZR1TBD5")
                    .evaluateTargetHealth(false))
        .build();
  }

  private static Change change(ChangeAction action, ResourceRecordSet record) {
    return Change.builder().action(action).resourceRecordSet(record).build();
  }

  private ChangeInfo make(Change... changes) {
    timeline.runFor(Duration.ofSeconds(1));
    return route53
        .changeResourceRecordSets(
            request ->
                request
                    .hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Arrays.asList(changes))))
        .changeInfo();
  }

  private ChangeStatus status(ChangeInfo made) {
    return route53.getChange(request -> request.id(made.id())).changeInfo().status();
  }

  @Test
  void aChangeIsListedAtOnceAndInSyncWithinAMinute() {
    var made = make(change(ChangeAction.UPSERT, weighted(HOST, "a", 100)));
    assertThat(made.status()).isEqualTo(ChangeStatus.PENDING);
    assertThat(route53.weighted(HOST)).hasSize(1);
    timeline.runFor(Duration.ofSeconds(60));
    assertThat(status(made)).isEqualTo(ChangeStatus.INSYNC);
  }

  @Test
  void aBatchIsAllOrNothing() {
    var unused = make(change(ChangeAction.CREATE, weighted(HOST, "a", 100)));
    assertThatThrownBy(
            () ->
                make(
                    change(ChangeAction.UPSERT, weighted(HOST, "a", 50)),
                    change(ChangeAction.CREATE, weighted("shop.example.org", "a", 50))))
        .isInstanceOf(InvalidChangeBatchException.class)
        .hasMessageContaining("is not permitted in zone example.com.");
    assertThat(route53.weighted(HOST).getFirst().weight()).isEqualTo(100);
  }

  @Test
  void aDeletionNeedsTheValuesThatAreThere() {
    var unused = make(change(ChangeAction.CREATE, weighted(HOST, "a", 100)));
    assertThatThrownBy(() -> make(change(ChangeAction.DELETE, weighted(HOST, "a", 50))))
        .isInstanceOf(InvalidChangeBatchException.class)
        .hasMessageContaining("the values provided do not match the current values");
    var gone = make(change(ChangeAction.DELETE, weighted(HOST, "a", 100)));
    assertThat(gone.status()).isEqualTo(ChangeStatus.PENDING);
    assertThat(route53.weighted(HOST)).isEmpty();
  }

  @Test
  void aSimpleRecordDoesNotStandBesideWeightedOnes() {
    var unused = make(change(ChangeAction.CREATE, weighted(HOST, "a", 100)));
    var simple =
        ResourceRecordSet.builder()
            .name(HOST)
            .type("A")
            .ttl(60L)
            .resourceRecords(one -> one.value("192.0.2.1"))
            .build();
    assertThatThrownBy(() -> make(change(ChangeAction.CREATE, simple)))
        .isInstanceOf(InvalidChangeBatchException.class)
        .hasMessageContaining("other RRSets exist with the same name and type");
  }

  @Test
  void weightsAre0To255() {
    assertThatThrownBy(() -> make(change(ChangeAction.CREATE, weighted(HOST, "a", 256))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aZoneTakesInOneChangeAtATime() {
    var unused = make(change(ChangeAction.UPSERT, weighted(HOST, "a", 100)));
    assertThatThrownBy(
            () ->
                route53.changeResourceRecordSets(
                    request ->
                        request
                            .hostedZoneId(zone)
                            .changeBatch(
                                batch ->
                                    batch.changes(
                                        change(ChangeAction.UPSERT, weighted(HOST, "a", 1))))))
        .isInstanceOf(PriorRequestNotCompleteException.class);
  }

  @Test
  void resolversKeepAnAnswerForAMinuteAfterAllNameServersKnow() {
    var first = make(change(ChangeAction.UPSERT, weighted(HOST, "a", 100)));
    assertThat(status(first)).isEqualTo(ChangeStatus.PENDING);
    timeline.runFor(Duration.ofMinutes(5));
    var unused =
        make(
            change(ChangeAction.UPSERT, weighted(HOST, "a", 0)),
            change(ChangeAction.UPSERT, weighted(HOST, "b", 100)));
    assertThat(route53.inEffect(HOST)).hasSize(2);
    timeline.runFor(SimulatedRoute53.SYNC.plus(SimulatedRoute53.TIME_TO_LIVE));
    assertThat(route53.inEffect(HOST)).hasSize(1);
    assertThat(route53.resolve(HOST)).isEqualTo("b.eu-central-1.elb.amazonaws.com");
  }
}
