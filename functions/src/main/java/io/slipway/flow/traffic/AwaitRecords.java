package io.slipway.flow.traffic;

import io.slipway.aws.NameRecords;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Progress;
import java.util.List;

/** Looks whether all name servers know of changes; the machine waits between two looks. */
public final class AwaitRecords extends Step<AwaitRecords.Input, AwaitRecords.Output> {

  /** {@code changes} are the ids that Route 53 has given them. */
  public record Input(OperationRef operation, List<String> changes) {}

  /** The changes, which are known everywhere. */
  public record Output(List<String> changes) {}

  private final Progress progress;
  private final NameRecords records;

  public AwaitRecords() {
    this(Platform.fromEnvironment());
  }

  public AwaitRecords(Platform platform) {
    super(Input.class);
    this.progress = new Progress(platform);
    this.records = new NameRecords(platform);
  }

  @Override
  protected Output run(Input input) {
    var left = input.changes().stream().filter(change -> !records.isInSync(change)).toList();
    if (!left.isEmpty()) {
      progress.waitingFor(input.operation(), "all name servers to know of the records' weights");
      throw new RetryLater("not all name servers know of " + String.join(", ", left) + " yet");
    }
    return new Output(input.changes());
  }
}
