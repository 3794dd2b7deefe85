package io.slipway.local.story;

import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.byHand;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.creation;
import static io.slipway.local.story.Asked.deleteCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.rollback;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.domain.Place;
import io.slipway.local.Setup;
import io.slipway.local.access.Grant;
import io.slipway.local.template.Parameters;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings Slipway into every situation in which one of its functions needs a permission. */
final class Situations {

  private static final String CERTIFICATE =
      "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

  private final Set<Grant> used = new HashSet<>();
  private final Set<Grant> granted = new HashSet<>();

  private Situations() {}

  static Situations all() {
    var situations = new Situations();
    situations.in(Situations::theLifeOfAnApplication);
    situations.in(Situations::everythingByHand);
    situations.in(Situations::deploysThatFail);
    situations.in(Situations::registrationsThatComeLate);
    situations.in(Situations::shiftsThatComeBack);
    situations.in(Situations::severalServices);
    situations.in(Situations::changesByHand);
    situations.in(Situations::namesThatDnsWeighs);
    situations.in(Situations::namesThatDnsWeighsByHand);
    situations.in(Situations::namesThatWaitInTheQueue);
    situations.in(ReleaseSituations::inEachPhase);
    situations.in(ReleaseSituations::byDns);
    situations.in(ReleaseSituations::thatAreTold);
    situations.in(PipelineSituations::toCustomers);
    situations.in(PipelineSituations::toTheFirstCustomers);
    situations.in(PipelineSituations::byDns);
    situations.in(PipelineSituations::thatBuild);
    situations.in(Situations::parametersThatChange);
    situations.in(Situations::hoursThatAreKept);
    situations.in(withCertificate(), Situations::hostsThatAreCertified);
    situations.in(NamedThingsTest::certificatesByTheirHosts);
    situations.in(HookSituations::ofWebhooksThatComeAndGo);
    situations.in(HookSituations::ofAWebhookThatIsRemovedWhileItIsMade);
    situations.in(HookSituations::ofAPipelineThatDidNotStart);
    situations.in(Updates::thatSucceedAndFail);
    situations.in(Updates::thatAdopt);
    situations.in(Updates::thatCloudFormationRefuses);
    situations.in(Plans::thatAreMade);
    situations.in(AdoptedChanges::byRequest);
    situations.in(AdoptedChanges::byExecution);
    situations.in(AdoptedChanges::fromTheQueue);
    situations.in(AdoptedChanges::stoppedByRequest);
    situations.in(AdoptedChanges::stoppedByExecution);
    situations.in(Queues::everyRouteSupersedes);
    situations.in(Queues::everyKindWaits);
    situations.in(Interruptions::abortsBetweenTwoSteps);
    situations.in(Interruptions::alarmsThatGoOff);
    situations.in(Interruptions::migrationsThatDoNotEnd);
    situations.in(Interruptions::canariesWithARule);
    situations.in(BuildSituations::byRequest);
    situations.in(BuildSituations::byHand);
    situations.in(BuildSituations::thatAreInterrupted);
    situations.in(Interruptions::aStartThatFails);
    situations.in(Interruptions::creationsThatFail);
    situations.in(Interruptions::deletionsThatFail);
    situations.in(Situations::shiftsThatGoOnElsewhere);
    situations.in(Interruptions::machinesThatDidNotStart);
    situations.in(Interruptions::executionsThatWereStopped);
    situations.in(Interruptions::recoveriesThatNeedAPerson);
    situations.in(Interruptions::recoveriesThatWereStopped);
    situations.in(Interruptions::aResumptionThatIsRepeated);
    situations.in(Interruptions::recoveriesThatHaveMoreToDo);
    return situations;
  }

  /** What policies allow, and no situation has needed. */
  Set<String> unused() {
    var texts = new TreeSet<String>();
    granted.stream()
        .filter(grant -> !used.contains(grant))
        .filter(grant -> !grant.action().equals("lambda:InvokeFunction"))
        // services of further clusters are reached as those of the installation's are, by whom and
        // for what these are: PermissionsTest
        .filter(grant -> !grant.resource().contains("/team-*"))
        // Step Functions itself learns so that a build has ended
        .filter(grant -> !grant.action().startsWith("events:"))
        .filter(grant -> !grant.action().equals("codebuild:BatchGetBuilds"))
        // local mode has no instances
        .filter(grant -> !grant.action().equals("ecs:DescribeContainerInstances"))
        .forEach(
            grant -> texts.add(grant.holder() + " " + grant.action() + " " + grant.resource()));
    return texts;
  }

  private void in(Consumer<Scenario> situation) {
    in(Setup.virtual(), situation);
  }

  private void in(Setup setup, Consumer<Scenario> situation) {
    try (var scenario = Scenario.begin(setup)) {
      situation.accept(scenario);
      var access = scenario.slipway().access();
      used.addAll(access.used());
      granted.addAll(access.granted());
    }
  }

  private static void theLifeOfAnApplication(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0", "2.0.1", "3.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "qa", "stage");
    deploy(scenario, "/stacks/deploytoTrainDA", null);
    deploy(scenario, "/stacks/deploy", "2.0.0", "dev", "training", "prod");
    swap(scenario);
    deploy(scenario, IDLE, null);
    var production = new Production(scenario);
    production.alarm("cats-5xx", "OK");
    var request = steps(step(10, Duration.ofMinutes(5)), step(60, Duration.ofMinutes(5)));
    ((ObjectNode) request.path("strategy").get(1)).put("approval", true);
    AlarmTest.watching(CompareTest.compared(request));
    var canary = production.canaryShift(request);
    production.runUntil("prod1 10, prod2 90");
    production.tell(canary, "pause");
    scenario.runFor(Duration.ofMinutes(20));
    tellOnce(scenario, canary, "resume");
    scenario.runFor(Duration.ofMinutes(1));
    production.tell(canary, "promote");
    scenario.runFor(Duration.ofMinutes(1));
    production.tell(canary, "approve");
    production.runUntil("prod1 60, prod2 40");
    scenario.runUntil(() -> canary.operation().phase() == Phase.BAKING);
    production.tell(canary, "promote");
    succeeded(canary.finish());
    rollback(scenario, "dev");
    rollback(scenario, "training");
    deploy(scenario, IDLE, "3.0.0");
    rollback(scenario, "prod");
    stoppedAndStarted(scenario);
    read(scenario, canary);
    deleteCats(scenario);
  }

  private static void stoppedAndStarted(Scenario scenario) {
    for (var action : List.of("stop", "start")) {
      succeeded(Asked.status(scenario, action, "dev", "qa", "training"));
      succeeded(Asked.blueStatus(scenario, action));
    }
  }

  private static void tellOnce(Scenario scenario, Run run, String control) {
    var path = "/operations/" + run.id() + "/" + control;
    var key = Map.of("idempotency-key", "once");
    assertThat(scenario.slipway().call("POST", path, "{}", key).status()).isEqualTo(202);
  }

  private static void read(Scenario scenario, Run run) {
    for (var path :
        List.of(
            "/stacks",
            "/stacks/" + Production.NAME,
            "/stacks/" + Production.NAME + "/specification",
            "/stacks/" + Production.NAME + "/environments/dev",
            "/stacks/" + Production.NAME + "/environments/training",
            "/stacks/" + Production.NAME + "/environments/prod",
            "/schemas/short.json",
            "/operations/" + run.id(),
            "/events?applicationName=" + Production.NAME)) {
      assertThat(scenario.call("GET", path, nothing()).status()).isEqualTo(200);
    }
    verify(scenario);
    var told = body().put("endpoint", "team@example.com");
    for (var subscribed : List.of("addSubscription", "applicationInfo")) {
      var answer =
          scenario.call(
              "POST", "/stacks/" + subscribed, subscribed.startsWith("add") ? told : body());
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
  }

  private static void verify(Scenario scenario) {
    var verified = scenario.call("POST", "/stacks/" + Production.NAME + "/verify", nothing());
    assertThat(verified.status()).as(verified.text()).isEqualTo(200);
  }

  private static Setup withCertificate() {
    var values = new TreeMap<>(Parameters.local().values());
    values.put("certificatearn", CERTIFICATE);
    return Setup.virtual().withParameters(new Parameters(values));
  }

  private static void hostsThatAreCertified(Scenario scenario) {
    createCats(scenario);
    verify(scenario);
  }

  private static void everythingByHand(Scenario scenario) {
    byHand(scenario, "create-stack", creation());
    push(scenario, "1.0.0", "2.0.0");
    byHand(scenario, "deploy", deployment("1.0.0", "dev", "training", "prod"));
    new Production(scenario).alarm("cats-5xx", "OK");
    byHand(scenario, "swap", AlarmTest.watching(body()));
    byHand(scenario, "deploy", deployment("2.0.0", "dev", "training", "prod"));
    var canary = steps(step(10, Duration.ofSeconds(60)));
    byHand(scenario, "canary-shift", AlarmTest.watching(canary));
    for (var environment : List.of("dev", "training", "prod")) {
      byHand(scenario, "rollback", body().put("environment", environment));
    }
    for (var action : List.of("stop", "start")) {
      byHand(scenario, "set-status", statusOf(action, "dev", "training", "prod"));
    }
    byHand(scenario, "delete-stack", nothing().put("stack", Production.NAME));
  }

  static ObjectNode statusOf(String action, String... environments) {
    return body().put("action", action).set("environment", Json.tree(environments));
  }

  private static void severalServices(Scenario scenario) {
    var creation = creation().put("specification", SeveralServicesTest.SPECIFICATION);
    succeeded(scenario.asked("POST", "/stacks", creation).finish());
    push(scenario, "1.0.0", "2.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    assertThat(scenario.call("POST", "/stacks/canaryShift", Production.seed()).status())
        .as("nothing is live yet")
        .isEqualTo(409);
    scenario.startedByHand("canary-shift", "early", Production.seed());
    var foretold = scenario.call("POST", "/stacks/swapProdBlueAndGreen?dryRun=true", body());
    assertThat(foretold.status()).as(foretold.text()).isEqualTo(200);
    byHand(scenario, "swap", body());
    deploy(scenario, "/stacks/deploy", "2.0.0", "dev", "prod");
    swap(scenario);
    rollback(scenario, "prod");
    rollback(scenario, "dev");
    deleteCats(scenario);
    succeeded(scenario.asked("POST", "/stacks", creation).finish());
    byHand(scenario, "delete-stack", nothing().put("stack", Production.NAME));
  }

  private static void deploysThatFail(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0");
    scenario.pushImage("cats", "1.0.1", "crashing");
    deploy(scenario, "/stacks/deploy", "1.0.1", "qa");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    deploy(scenario, "/stacks/deploy", "1.0.1", "dev", "training", "prod");
    deploy(scenario, "/stacks/deploy", "2.0.0", "dev");
    rollback(scenario, "dev");
    deploy(scenario, "/stacks/deploy", "1.0.1", "dev");
    var aborted =
        scenario.asked("POST", "/stacks/deploy", deployment("2.0.0", "dev", "training", "prod"));
    scenario.runFor(Duration.ofSeconds(20));
    new Production(scenario).tell(aborted, "abort");
    aborted.finish();
  }

  private static void registrationsThatComeLate(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0");
    var late = Faults.registering(Duration.ofSeconds(20), scenario.slipway());
    scenario.account().calls().inject(late);
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "prod");
  }

  private static void shiftsThatComeBack(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var larger = Production.seed();
    larger.putObject("scale").put("desired", 10);
    var canary = production.canaryShift(larger);
    production.runUntil("prod1 60, prod2 40");
    production.tell(canary, "abort");
    canary.finish();
    var sick = production.canaryShift();
    production.runUntil("prod1 100, prod2 0");
    scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
    sick.finish();
  }

  /** Paused and resumed until one execution does not do any more. */
  private static void shiftsThatGoOnElsewhere(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    for (var shift :
        List.<Supplier<Run>>of(
            () -> production.canaryShift(steps(step(10, Duration.ofDays(14)))),
            () -> ContinueShiftTest.swapOfDays(scenario))) {
      var run = ContinueShiftTest.baking(scenario, production, shift.get());
      ContinueShiftTest.untilPart(scenario, production, run, 2);
      production.tell(run, "abort");
      run.finish();
    }
  }

  /** Small and large, first and later, deployed again, tidied away, gone with the application. */
  private static void parametersThatChange(Scenario scenario) {
    EnvironmentParametersTest.create(scenario, true, "KEY");
    push(scenario, "1.0.0");
    for (var environment : List.of("dev", "training")) {
      given(scenario, environment, "one");
      deploy(scenario, "/stacks/deploy", "1.0.0", environment);
      given(scenario, environment, "x".repeat(5000));
      scenario.runFor(Duration.ofHours(2));
    }
    for (var value : List.of("one", "two", "three")) {
      given(scenario, "qa", value);
      scenario.runFor(Duration.ofHours(2));
    }
    var read = scenario.call("GET", "/stacks/Cats/environments/dev/parameters", nothing());
    assertThat(read.status()).isEqualTo(200);
    verify(scenario);
    deleteCats(scenario);
  }

  /** Given, kept in each group, taken away. */
  private static void hoursThatAreKept(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training");
    var hours = Scenario.sample("api/schedule.json");
    hours.set("environment", Json.tree(List.of("dev", "training")));
    var path = "/stacks/" + Production.NAME + "/schedule";
    assertThat(scenario.call("PUT", path, hours).status()).isEqualTo(200);
    for (int hour = 0; hour < 4 * 24; hour++) {
      scenario.runFor(Duration.ofHours(1));
      assertThat(scenario.slipway().functions().invoke("KeepHours", nothing())).isDone();
    }
    assertThat(scenario.call("DELETE", path, nothing()).status()).isEqualTo(200);
  }

  private static void given(Scenario scenario, String environment, String value) {
    var path = "/stacks/Cats/environments/" + environment + "/parameters";
    var answer = scenario.call("PUT", path, EnvironmentParametersTest.values("KEY", value));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** In each table of the inventory: found, put back, found to be gone. */
  private static void changesByHand(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    swap(scenario);
    var hand = new ByHand(scenario);
    for (var place : List.of(Place.DEV, Place.TRAINING, Place.PROD2)) {
      var entry = ByHand.place(scenario, Production.NAME, place);
      int tasks = hand.service(entry).desiredCount();
      hand.tasks(entry, 0);
      findDrift(scenario);
      hand.tasks(entry, tasks);
      findDrift(scenario);
    }
  }

  private static void namesThatDnsWeighs(Scenario scenario) {
    var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
    var production = new Production(scenario);
    var canary = production.canaryShift();
    names.runUntil("prod1 60, prod2 40");
    production.tell(canary, "abort");
    canary.finish();
    findDrift(scenario);
    succeeded(names.update(6).finish());
    var plan = Plans.made(scenario, WeighedNames.larger(scenario, 7).put("environment", "prod"));
    assertThat(plan.path("possible").asBoolean()).as(plan.toPrettyString()).isTrue();
    for (var action : List.of("stop", "start")) {
      succeeded(Asked.blueStatus(scenario, action));
    }
    swap(scenario);
    rollback(scenario, "prod");
    var dryRun =
        scenario.call("DELETE", "/stacks?dryRun=true", nothing().put("stack", Production.NAME));
    assertThat(dryRun.status()).as(dryRun.text()).isEqualTo(200);
    deleteCats(scenario);
    var failed = names.create(WeighedNames.ALL);
    scenario.runUntil(() -> !names.records().isEmpty());
    scenario.account().calls().inject(Faults.losing("GetChange", new AtomicInteger()));
    failed.finish();
  }

  private static void namesThatDnsWeighsByHand(Scenario scenario) {
    var unused = WeighedNames.prepared(scenario);
    byHand(scenario, "create-stack", WeighedNames.creation(WeighedNames.ALL));
    push(scenario, "1.0.0", "2.0.0", "3.0.0");
    byHand(scenario, "deploy", deployment("1.0.0", "prod"));
    byHand(scenario, "swap", body());
    byHand(scenario, "deploy", deployment("2.0.0", "prod"));
    byHand(scenario, "canary-shift", steps(step(10, Duration.ofSeconds(60))));
    byHand(scenario, "rollback", body().put("environment", "prod"));
    byHand(
        scenario,
        "update",
        WeighedNames.larger(scenario, 6).put("applicationName", Production.NAME));
    for (var action : List.of("stop", "start")) {
      byHand(scenario, "set-status", statusOf(action, "prod"));
    }
    byHand(scenario, "delete-stack", nothing().put("stack", Production.NAME));
  }

  private static void namesThatWaitInTheQueue(Scenario scenario) {
    var unused = WeighedNames.with(scenario, "1.0.0", "2.0.1");
    var first = new Production(scenario).swap();
    var second =
        scenario.asked(
            "POST",
            "/stacks/rollback",
            body().put("environment", "prod").put("concurrency", "queue"));
    var last =
        scenario.asked(
            "DELETE",
            "/stacks",
            nothing().put("stack", Production.NAME).put("concurrency", "queue"));
    first.finish();
    second.finish();
    succeeded(last.finish());
  }

  private static void findDrift(Scenario scenario) {
    assertThat(scenario.slipway().functions().invoke("FindDrift", nothing())).isDone();
  }
}
