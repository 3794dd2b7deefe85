package io.slipway.store;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The line of those who are to register a task definition, which AWS lets an account do only so
 * often. Whoever asks is told when its turn is; who leaves its turn out leaves a gap, no more.
 *
 * <p>A few may go at once and then one a second: fewer than AWS lets through, so that others of the
 * account, and calls that take longer on their way than those after them, find a token.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     RegisterTaskDefinition: 20 calls, and one more each second</a>
 */
public final class Pace {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int AT_ONCE = 15;

  private static final Row KEY = Row.key("PACE", "RegisterTaskDefinition");

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  public Pace(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
    this.clock = platform.clock();
  }

  /**
   * Takes the next turn.
   *
   * @return after how long it is; zero where it is now
   */
  public Duration turn() {
    var now = clock.instant();
    // How far it is taken only rises: where nobody can be the first any more, others are.
    var taken =
        first(now)
            .or(() -> behindOthers(now))
            .orElseThrow(() -> new RetryLater("the line of " + KEY.text("SK") + " has just gone"));
    var turn = taken.minus(INTERVAL.multipliedBy(AT_ONCE));
    return turn.isBefore(now) ? Duration.ZERO : Duration.between(now, turn);
  }

  /** Where the line is empty; answers until when it is taken then. */
  private Optional<Instant> first(Instant now) {
    return update(
        "SET TakenUntil = :until",
        "attribute_not_exists(TakenUntil) OR TakenUntil < :now",
        Row.empty()
            .with(":until", now.plus(INTERVAL).toEpochMilli())
            .with(":now", now.toEpochMilli()));
  }

  private Optional<Instant> behindOthers(Instant now) {
    return update(
        "SET TakenUntil = TakenUntil + :interval",
        "TakenUntil >= :now",
        Row.empty().with(":interval", INTERVAL.toMillis()).with(":now", now.toEpochMilli()));
  }

  private Optional<Instant> update(String update, String condition, Row values) {
    try {
      var updated =
          dynamoDb.updateItem(
              request ->
                  request
                      .tableName(table)
                      .key(KEY.attributes())
                      .updateExpression(update)
                      .conditionExpression(condition)
                      .expressionAttributeValues(values.attributes())
                      .returnValues(ReturnValue.UPDATED_NEW));
      return Optional.of(Instant.ofEpochMilli(Row.of(updated.attributes()).number("TakenUntil")));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }
}
