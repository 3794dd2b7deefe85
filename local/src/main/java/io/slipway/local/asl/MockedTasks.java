package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Answers tasks from a table: by the name of the state or of the Lambda function, one answer after
 * the other; the last one again and again. {@link MockFile} says how the table is written.
 */
final class MockedTasks implements TaskService {

  private final Map<String, List<MockAnswer>> answers;
  private final BiConsumer<String, MockAnswer> byToken;
  private final Map<String, Integer> used = new HashMap<>();
  private final List<String> unanswered = new ArrayList<>();

  /**
   * @param byToken takes the answer of a task that ends by its token
   */
  MockedTasks(Map<String, List<MockAnswer>> answers, BiConsumer<String, MockAnswer> byToken) {
    this.answers = answers;
    this.byToken = byToken;
  }

  /** What had no answer, in words. */
  List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  @Override
  public void start(TaskCall call, TaskReply reply) {
    var function = FunctionNames.of(call);
    var key = answers.containsKey(call.stateName()) ? call.stateName() : function;
    var list = answers.get(key);
    if (list != null && list.isEmpty()) {
      return;
    }
    if (list == null) {
      unanswered.add(
          "state '%s' calls '%s', for which there is no mock"
              .formatted(call.stateName(), function.isEmpty() ? call.resource() : function));
      return;
    }
    int index = used.merge(key, 1, Integer::sum) - 1;
    var answer = list.get(Math.min(index, list.size() - 1));
    if (call.taskToken().isPresent()) {
      reply.succeed(JsonNodeFactory.instance.objectNode());
      byToken.accept(call.taskToken().get(), answer);
    } else if (answer.isError()) {
      reply.fail(answer.error(), answer.cause());
    } else {
      reply.succeed(LambdaResponse.around(call.resource(), answer));
    }
  }

  /** One answer; {@code whole} is a result that replaces the service's whole response. */
  record MockAnswer(JsonNode result, boolean whole, String error, String cause) {
    boolean isError() {
      return result == null;
    }
  }
}
