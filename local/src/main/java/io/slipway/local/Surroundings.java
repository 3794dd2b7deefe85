package io.slipway.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AccountEvent;
import io.slipway.local.asl.Definitions;
import io.slipway.local.asl.TaskService;
import io.slipway.local.install.Installed;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.template.DefinitionFiles;
import io.slipway.local.template.SamTemplate;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a simulation brings, in the place of what local mode brings by itself. */
public interface Surroundings {

  VirtualTimeline timeline();

  /** Where handlers run, and who gives up on them. */
  LambdaFunctions.Workers workers();

  /** How a handler lets time pass. */
  Platform.Pause pause();

  /** The clock of a new instance of a function. */
  Clock clock(String functionId);

  DynamoDbClient tables();

  /** template.yaml, which need not be read again. */
  SamTemplate template();

  /** The files of state machines, which need not be read again. */
  DefinitionFiles files();

  /** Definitions of state machines, which need not be read again. */
  Definitions definitions();

  /** The state that a part of the account begins with, by the part's name. */
  Optional<JsonNode> saved(String part);

  /** The tasks of state machines, as the machines get them. */
  TaskService tasks(TaskService real);

  /** What of the template runs, where {@link #saved} holds what it makes in the account. */
  default Optional<Installed> installed() {
    return Optional.empty();
  }

  /** How events of the account reach who listens. */
  Consumer<AccountEvent> events(Consumer<AccountEvent> real);

  /** How handlers are made. */
  default HandlerFactory handlers(HandlerFactory real) {
    return real;
  }

  /** A client as the function gets it, nearest to its handler. */
  default <T> T client(Class<T> type, T client, String functionId) {
    return client;
  }

  /**
   * The definition of a state machine, before names are put into it.
   *
   * @param machine the name of its file without its ending
   */
  default String definition(String machine, String definition) {
    return definition;
  }

  /** Whether a function is invoked on its schedules and for events. */
  default boolean isTriggered(String functionId) {
    return true;
  }
}
