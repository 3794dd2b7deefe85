package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One name in four places: state, class, function of template.yaml, sample in events/. */
class NamesTest {

  /** What is sent to a route, by the function that takes it; the others take no body. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("CreateStack", "create-stack"),
          Map.entry("PutParameters", "parameters"),
          Map.entry("PutSpecification", "specification"),
          Map.entry("DeployStack", "deploy"),
          Map.entry("DeployToTrainDa", "deploy-to-train-da"),
          Map.entry("DeployToProdBlue", "deploy-to-idle"),
          Map.entry("CanaryShift", "canary-shift"),
          Map.entry("SwapProdBlueAndGreen", "swap"),
          Map.entry("ReleaseStack", "release"),
          Map.entry("RollbackStack", "rollback"),
          Map.entry("PutSchedule", "schedule"),
          Map.entry("VerifyStack", "verify"),
          Map.entry("PlanStack", "plan"),
          Map.entry("AddSubscription", "add-subscription"),
          Map.entry("ApplicationInfo", "application-info"),
          Map.entry("BuildStack", "build"),
          Map.entry("NonprodStatus", "nonprod-status"),
          Map.entry("ProdblueStatus", "prodblue-status"),
          Map.entry("CreateWebhook", "create-webhook"),
          Map.entry("RotateWebhook", "rotate-webhook"),
          Map.entry("DeleteStack", "delete-stack"),
          Map.entry("ControlOperation", "control"));

  private static final Set<String> WITHOUT_BODY =
      Set.of(
          "ListStacks",
          "GetStack",
          "DevopsstackInfo",
          "DeleteSchedule",
          "ListWebhooks",
          "DeleteWebhook",
          "GetSpecification",
          "GetSchema",
          "GetEnvironment",
          "GetParameters",
          "GetOperation",
          "ListEvents");

  static Set<String> steps() {
    return Set.copyOf(Steps.names());
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void aTaskIsNamedLikeTheFunctionThatItInvokes(Definitions.State task) {
    assertThat(task.function()).isEqualTo(task.name());
    assertThat(Steps.names())
        .as("functions of template.yaml under io.slipway.flow")
        .contains(task.function());
  }

  @Test
  void everyStepIsAStateOrIsCalledByAwsItself() {
    var called = new TreeSet<>(Steps.names());
    Definitions.tasks().forEach(task -> called.remove(task.function()));
    assertThat(called)
        .containsExactly(
            "AlarmRaised",
            "AnnounceEnd",
            "FindDrift",
            "ImageArrived",
            "KeepHours",
            "StartQueued",
            "Sweep",
            "WatchPipelines");
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepHasASampleOfItsInput(String step) {
    var file = "events/" + Steps.flow(step) + "/" + step + ".json";
    assertThat(Shipped.files("events")).as("the sample of " + step).contains(file);
  }

  @Test
  void everySampleOfAStepHasItsFunction() {
    var samples =
        Steps.names().stream()
            .map(step -> "events/" + Steps.flow(step) + "/" + step + ".json")
            .collect(Collectors.toSet());
    assertThat(Shipped.files("events"))
        .filteredOn(file -> !file.matches("events/(api|console|webhook)/.*"))
        .isSubsetOf(samples);
  }

  @Test
  void everyRouteThatTakesABodyHasASampleOfIt() {
    assertThat(Steps.routes())
        .containsExactlyInAnyOrderElementsOf(
            () ->
                java.util.stream.Stream.concat(BODIES.keySet().stream(), WITHOUT_BODY.stream())
                    .iterator());
    assertThat(Shipped.files("events"))
        .filteredOn(file -> file.startsWith("events/api/"))
        .containsExactlyInAnyOrderElementsOf(
            BODIES.values().stream().map(name -> "events/api/" + name + ".json").toList());
  }

  @Test
  void everyMachineHasASampleOfWhatPeopleStartItWith() {
    var files = Shipped.files("events");
    for (var machine : Definitions.machines()) {
      var name = machine.file().replaceAll("^statemachines/|\\.asl\\.json$", "");
      assertThat(files).contains("events/console/" + name + ".json");
    }
  }
}
