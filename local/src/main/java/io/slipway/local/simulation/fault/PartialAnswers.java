package io.slipway.local.simulation.fault;

import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Answers of batches that leave out one of what was asked for and say so in {@code failures}, as
 * ECS does for what it does not find yet (API reference, "failures": MISSING).
 */
public final class PartialAnswers {

  private PartialAnswers() {}

  /** The answer without its last entry; the answer itself where it has none. */
  public static Object of(Object answer) {
    if (answer instanceof DescribeServicesResponse told && !told.services().isEmpty()) {
      var services = told.services();
      return told.toBuilder()
          .services(services.subList(0, services.size() - 1))
          .failures(missing(services.getLast().serviceArn()))
          .build();
    }
    if (answer instanceof DescribeTasksResponse told && !told.tasks().isEmpty()) {
      var tasks = told.tasks();
      return told.toBuilder()
          .tasks(tasks.subList(0, tasks.size() - 1))
          .failures(missing(tasks.getLast().taskArn()))
          .build();
    }
    return answer;
  }

  /** Whether the operation answers for a batch. */
  public static boolean has(String service, String operation) {
    return service.equals("ecs")
        && (operation.equals("DescribeServices") || operation.equals("DescribeTasks"));
  }

  private static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }
}
