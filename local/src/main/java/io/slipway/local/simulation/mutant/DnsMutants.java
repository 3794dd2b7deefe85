package io.slipway.local.simulation.mutant;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;

/** Bugs of names that DNS weighs. */
final class DnsMutants {

  private DnsMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            170,
            "nobody waits until all name servers know",
            "a change of records counts as made as soon as it is asked for",
            Set.of("T3"),
            () -> new Change().call("getChange", call -> made("any"))),
        new Planted(
            171,
            "a way back leaves the records",
            "the weights of a recovery are asked for, and never sent",
            Set.of("P1"),
            () ->
                new Change()
                    .call(
                        "changeResourceRecordSets",
                        Set.of("RestoreTraffic"),
                        call ->
                            ChangeResourceRecordSetsResponse.builder()
                                .changeInfo(made("never-sent").changeInfo())
                                .build())
                    .call("getChange", Set.of("RestoreTraffic"), call -> made("never-sent"))));
  }

  private static GetChangeResponse made(String change) {
    var info = ChangeInfo.builder().id(change).status(ChangeStatus.INSYNC).build();
    return GetChangeResponse.builder().changeInfo(info).build();
  }
}
