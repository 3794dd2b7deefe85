package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Service;

/** O5: what an operation has run beside its services does not outlive it. */
final class MigrationsEnd extends Rule {

  MigrationsEnd(Journal journal) {
    super("O5", "when an operation ends, no one-off task that it has started goes on", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    for (var trail : journal.justEnded()) {
      clusters(view)
          .flatMap(cluster -> tasks(view, cluster, trail))
          .forEach(task -> found.add(trail + " has ended, and " + task + " goes on"));
    }
    return found;
  }

  private static Stream<String> clusters(View view) {
    return view.account().ecs().services().stream().map(Service::clusterArn).distinct();
  }

  private static Stream<String> tasks(View view, String cluster, Trail trail) {
    return view
        .account()
        .ecs()
        .listTasks(request -> request.cluster(cluster).startedBy(trail.id))
        .taskArns()
        .stream();
  }
}
