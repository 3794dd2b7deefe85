package io.slipway.local.simulation.invariant;

import java.util.List;

/**
 * The rules of docs/simulation.md, which a simulation checks. Not among them, since what they are
 * about is not built: T7 (Route 53), L2 (a chain of hashes in the log), D3 (webhooks), S1 and S2
 * (webhooks and secrets).
 */
public final class Rules {

  private Rules() {}

  /** New instances of all rules, for one run. */
  public static List<Invariant> fresh() {
    var journal = new Journal();
    return List.of(
        new WeightsAreWhole(journal),
        new ReceiversAreHealthy(journal),
        new ServedTasksStay("T3", ServedTasksStay.Reach.BY_NODE, journal),
        new SharesRiseThenFall(journal),
        new TwoReleasesServe(journal),
        new ServedTasksStay("T6", ServedTasksStay.Reach.BY_RULE, journal),
        new LocksExclude(journal),
        new FencedOut(journal),
        new OneAfterTheOther(journal),
        new OwnResourcesOnly("X4", false, journal),
        new FailuresLeaveNoTrace(journal),
        new KnownRevisionsOnly(journal),
        new AttentionIsSafe(journal),
        new NothingAfterTheEnd(journal),
        new SuccessIsVerified(journal),
        new WayBackStays(journal),
        new OneStartOneEnd(journal),
        new IntentsComeFirst(journal),
        new EventsStay(journal),
        new LogGivesInventory(journal),
        new InventoryIsReality(journal),
        new LiveIsServed(journal),
        new DriftIsRespected(journal),
        new NothingIsLeftOver(journal),
        new RevisionsHaveAReason(journal),
        new WithinQuotas(journal),
        new CanaryRulesGo(journal),
        new MigrationsEnd(journal),
        new OnceIsEnough(journal),
        new EndedMeansStill(journal),
        new EverythingEnds(journal),
        new RestIsStill(journal),
        new HistoriesStaySmall(journal),
        new AllowedOnly(journal),
        new GatesAreKept(journal),
        new HealthyTasksStay(journal),
        new OnlyOnce(journal),
        new OwnResourcesOnly("S4", true, journal));
  }
}
