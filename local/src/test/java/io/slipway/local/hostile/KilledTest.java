package io.slipway.local.hostile;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.AlbRouter;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Role;
import io.slipway.local.Setup;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.Status;
import io.slipway.local.story.Run;
import io.slipway.local.story.Scenario;
import io.slipway.store.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The process may end at any call: the next one on the same data folder goes on. A story runs once
 * and its folder is copied at many calls; from each copy Slipway is started again.
 */
final class KilledTest {

  private static final int CALLS_BETWEEN = 61;
  private static final int STARTS = 5;
  private static final int MOST_COPIES = 1_000;
  private static final String DATABASE = "dynamodb.db";

  /** The folder as a process left it, and what that had answered with 202 by then. */
  private record Moment(Path folder, String call, List<String> acknowledged) {}

  private final List<Moment> moments = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();

  @TempDir private Path folders;

  @Test
  void whatWasAcknowledgedGoesOnAndEndsWhereverTheProcessStopped() {
    tellTheStory();
    assertThat(moments).hasSizeGreaterThan(STARTS);

    int atWork = 0;
    for (int i = 0; i < STARTS; i++) {
      atWork += goesOn(moments.get((int) ((i + 1L) * (moments.size() - 1) / STARTS)));
    }
    assertThat(atWork).as("moments at which something ran").isGreaterThan(STARTS / 2);
  }

  private void tellTheStory() {
    var folder = folders.resolve("story");
    try (var scenario = Scenario.begin(Setup.virtual().withData(folder))) {
      scenario.account().calls().inject(copying(folder));
      end(scenario.createStack("Cats"));
      release(scenario, "1.0.0");
      end(
          scenario.asked(
              "POST", "/stacks/swapProdBlueAndGreen", Scenario.sample("console/swap.json")));
      release(scenario, "2.0.1");
      end(scenario.asked("POST", "/stacks/canaryShift", canary()));
      scenario.account().calls().inject(Fault.NONE);
    }
  }

  private void release(Scenario scenario, String version) {
    scenario.pushImage("cats", version, "healthy");
    var body = World.body("Cats").put("imageTag", version);
    end(scenario.asked("POST", "/stacks/deploytoprodBlue", body));
  }

  private void end(Run run) {
    acknowledged.add(run.id());
    World.succeeded(run);
  }

  private static com.fasterxml.jackson.databind.JsonNode canary() {
    return Scenario.sample("console/canary-shift.json");
  }

  /** Copies the folder every so many calls, by turns before and after the call has its effect. */
  private Fault copying(Path folder) {
    return new Fault() {
      private int calls;

      @Override
      public void before(String service, String operation, Caller caller, SdkRequest request) {
        if (++calls % CALLS_BETWEEN == 0) {
          copy(folder, "before " + operation + " of " + caller);
        }
      }

      @Override
      public void after(String service, String operation, Caller caller, SdkRequest request) {
        if (calls % CALLS_BETWEEN == CALLS_BETWEEN / 2) {
          copy(folder, "after " + operation + " of " + caller);
        }
      }
    };
  }

  private void copy(Path folder, String call) {
    var copy = folders.resolve("moment-" + moments.size());
    for (int attempt = 0; attempt < MOST_COPIES; attempt++) {
      if (copied(folder, copy)) {
        moments.add(new Moment(copy, call, List.copyOf(acknowledged)));
        return;
      }
    }
    throw new IllegalStateException("the database never came to rest");
  }

  /** False where the database was written meanwhile, in a thread of its own: a copy takes time. */
  private static boolean copied(Path folder, Path copy) {
    var journal = folder.resolve("dynamodb.db-journal");
    try (var files = Files.list(folder)) {
      Files.createDirectories(copy);
      for (var file : files.toList()) {
        if (!file.endsWith("in-use") && !file.equals(journal)) {
          Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return !Files.exists(journal)
          && Files.mismatch(folder.resolve(DATABASE), copy.resolve(DATABASE)) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of operations that were under way. */
  private static int goesOn(Moment moment) {
    try (var next = Scenario.begin(Setup.virtual().withData(moment.folder()).withSchedules(true))) {
      var operations = new Operations(next.platform());
      int atWork = operations.running().size();
      next.runUntil(() -> operations.running().isEmpty());
      next.runUntil(
          () ->
              next.slipway().machines().list().stream()
                  .noneMatch(execution -> execution.status() == Status.RUNNING));

      for (var id : moment.acknowledged()) {
        var operation = operations.get(id);
        assertThat(operation.state())
            .as("%s: %s", moment.call(), operation.message())
            .isEqualTo(SUCCEEDED);
      }
      assertThat(next.slipway().machines().list())
          .as(moment.call())
          .allMatch(execution -> execution.status() == Status.SUCCEEDED);
      theInventoryIsTrue(next);
      return atWork;
    }
  }

  private static void theInventoryIsTrue(Scenario scenario) {
    var ecs = scenario.slipway().clients().get(EcsClient.class);
    var router = new AlbRouter(scenario.platform());
    for (InventoryEntry entry : scenario.inventory("Cats")) {
      var address = entry.address();
      var service =
          ecs.describeServices(
                  request -> request.cluster(address.cluster()).services(address.service()))
              .services()
              .getFirst();
      entry
          .release()
          .ifPresent(
              release ->
                  assertThat(service.taskDefinition())
                      .as("%s", entry)
                      .isEqualTo(release.taskDefinition()));
      entry
          .role()
          .ifPresent(
              role ->
                  assertThat(router.weights(address.rule()).of(address.targetGroup()))
                      .as("%s", entry)
                      .isEqualTo(role == Role.LIVE ? 100 : 0));
    }
  }
}
