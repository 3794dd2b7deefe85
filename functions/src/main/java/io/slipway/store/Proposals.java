package io.slipway.store;

import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Change sets that are only looked at, from before they are made until they are deleted: so that
 * none is forgotten, whatever becomes of the function that has asked for them.
 */
public final class Proposals {

  private static final String PARTITION = "PROPOSALS";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  public Proposals(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
    this.clock = platform.clock();
  }

  /**
   * Change sets of one name.
   *
   * @param stacks the ARNs of the stacks that may have one
   */
  public record Proposal(String name, List<String> stacks, Instant at) {

    public Proposal {
      stacks = List.copyOf(stacks);
    }
  }

  /** Remembers what is going to be asked for. */
  public Proposal announce(String name, List<String> stacks) {
    var proposal = new Proposal(name, stacks, clock.instant());
    var row = key(name).withJson("Stacks", stacks).with("At", proposal.at());
    dynamoDb.putItem(request -> request.tableName(table).item(row.attributes()));
    return proposal;
  }

  /** Forgets what exists no more; does nothing where it is forgotten. */
  public void forget(Proposal proposal) {
    dynamoDb.deleteItem(request -> request.tableName(table).key(key(proposal.name()).attributes()));
  }

  /** Those that have been there for longer than a function lives. */
  public List<Proposal> olderThan(Duration age) {
    var latest = clock.instant().minus(age);
    return new Rows(dynamoDb, table)
        .of(PARTITION)
        .map(
            row ->
                new Proposal(
                    row.text("SK"),
                    Arrays.asList(row.json("Stacks", String[].class)),
                    row.time("At")))
        .filter(proposal -> proposal.at().isBefore(latest))
        .toList();
  }

  private static Row key(String name) {
    return Row.key(PARTITION, name);
  }
}
