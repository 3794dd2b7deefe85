package io.slipway.local.account.builds;

import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Amazon CloudWatch Logs, as far as builds write to it. */
public final class SimulatedLogs implements CloudWatchLogsClient {

  private static final int USUAL = 10_000;

  private final Kernel kernel;
  private final SimulatedCodeBuild builds;

  public SimulatedLogs(Kernel kernel, SimulatedCodeBuild builds) {
    this.kernel = kernel;
    this.builds = builds;
  }

  @Override
  public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
    return kernel.call(
        () -> {
          var lines =
              builds
                  .log(request.logGroupName(), request.logStreamName())
                  .orElseThrow(
                      () ->
                          AwsErrors.badRequest(
                              ResourceNotFoundException.builder(),
                              "CloudWatchLogs",
                              "ResourceNotFoundException",
                              "The specified log stream does not exist."));
          int most = Math.min(request.limit() == null ? USUAL : request.limit(), lines.size());
          boolean head = Boolean.TRUE.equals(request.startFromHead());
          List<String> page =
              head ? lines.subList(0, most) : lines.subList(lines.size() - most, lines.size());
          return GetLogEventsResponse.builder()
              .events(
                  page.stream()
                      .map(
                          line ->
                              OutputLogEvent.builder()
                                  .timestamp(kernel.now().toEpochMilli())
                                  .message(line + "\n")
                                  .build())
                      .toList())
              .build();
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
