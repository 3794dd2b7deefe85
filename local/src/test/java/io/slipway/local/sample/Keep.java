package io.slipway.local.sample;

import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A step that puts a row, for tests of local mode itself. */
public final class Keep extends Step<Keep.Input, Keep.Output> {

  /** What the sample's state machine sends. */
  public record Input(String operationId, String word) {}

  /** What it gets. */
  public record Output(String kept) {}

  private final Platform platform;

  public Keep(Platform platform) {
    super(Input.class);
    this.platform = platform;
  }

  @Override
  protected Output run(Input input) {
    if (input.word().isEmpty()) {
      throw new IllegalStateException("there is no word");
    }
    platform
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(platform.settings().get("WORDS"))
                    .item(Map.of("Word", AttributeValue.fromS(input.word()))));
    return new Output(input.word());
  }
}
