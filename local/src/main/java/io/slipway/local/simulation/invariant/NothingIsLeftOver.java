package io.slipway.local.simulation.invariant;

import io.slipway.local.account.Invariants;
import io.slipway.local.account.Violation;
import io.slipway.store.Applications;
import io.slipway.store.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** O1: nothing outlives what it was made for. */
final class NothingIsLeftOver extends Rule {

  private static final int MOST_APPLICATIONS = 1000;

  /** Images outlive their application, unless the request to delete it says otherwise. */
  private static final String IMAGES = "-images";

  NothingIsLeftOver(Journal journal) {
    super(
        "O1",
        "at rest there is no resource without its stack, no change set, no stack, inventory or release without"
            + " its application, and no lock without its operation",
        journal);
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    var stacks =
        view.cloudFormation().describeStacksPaginator().stacks().stream()
            .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
            .map(Stack::stackName)
            .collect(Collectors.toSet());
    Invariants.check(view.account(), Optional.of(stacks)).stream()
        .filter(violation -> violation.invariant().equals("nothingIsOrphaned"))
        .map(Violation::what)
        .forEach(found::add);
    for (var stack : stacks) {
      view.cloudFormation().listChangeSets(request -> request.stackName(stack)).summaries().stream()
          .filter(set -> !set.executionStatusAsString().startsWith("EXECUTE"))
          .forEach(set -> found.add("the change set " + set.changeSetName() + " is left"));
    }
    var applications =
        new Applications(view.platform())
            .list(MOST_APPLICATIONS, Optional.empty()).applications().stream()
                .map(application -> application.name().key())
                .collect(Collectors.toSet());
    stacks.stream()
        .filter(name -> name.startsWith("slipway-") && !name.endsWith(IMAGES))
        .filter(name -> applications.stream().noneMatch(app -> isOf(app, name)))
        .forEach(name -> found.add("the stack " + name + " is left"));
    rows(view, applications, found);
    return found;
  }

  private static boolean isOf(String application, String stack) {
    return stack.toLowerCase(java.util.Locale.ROOT).startsWith("slipway-" + application + "-");
  }

  private static void rows(View view, Set<String> applications, List<String> found) {
    var operations = new Operations(view.platform());
    for (var row : all(view, "OPERATIONS_TABLE")) {
      var partition = row.get("PK").s();
      var sort = row.get("SK").s();
      if (sort.startsWith("LOCK#") && row.containsKey("LockedBy")) {
        var owner = row.get("LockedBy").s();
        if (operations.find(owner).filter(o -> !o.state().isTerminal()).isEmpty()) {
          found.add("%s %s is held by %s, which has ended".formatted(partition, sort, owner));
        }
      } else if (partition.equals("RUNNING")
          && operations.find(sort).filter(o -> !o.state().isTerminal()).isEmpty()) {
        found.add(sort + " is listed as running and has ended");
      } else if (partition.startsWith("APPLICATION#")
          && sort.startsWith("RELEASE#")
          && !applications.contains(partition.substring("APPLICATION#".length()))) {
        found.add("a release is left: " + partition + " " + sort);
      }
    }
    for (var table :
        List.of(
            "INVENTORY_NONPRODUCTION_TABLE",
            "INVENTORY_TRAININGDA_TABLE",
            "INVENTORY_PRODUCTION_TABLE")) {
      for (var row : all(view, table)) {
        var name = row.get("ApplicationName").s().toLowerCase(java.util.Locale.ROOT);
        if (!applications.contains(name)) {
          found.add("the inventory still has " + name);
        }
      }
    }
  }

  private static Iterable<Map<String, AttributeValue>> all(View view, String setting) {
    return view.platform()
        .dynamoDb()
        .scanPaginator(
            request ->
                request.tableName(view.platform().settings().get(setting)).consistentRead(true))
        .items();
  }
}
