package io.slipway.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.account.Account;
import io.slipway.local.account.kernel.AccountEvent;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.install.Installed;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.template.ScheduleSpec;
import io.slipway.local.time.Timeline;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Invokes functions by themselves: on their schedules, and for the account's events. */
final class Triggers {

  private final Installed installed;
  private final LambdaFunctions functions;
  private final Timeline timeline;
  private final boolean schedules;

  Triggers(Installed installed, LambdaFunctions functions, Timeline timeline, boolean schedules) {
    this.installed = installed;
    this.functions = functions;
    this.timeline = timeline;
    this.schedules = schedules;
  }

  void start(
      Account account,
      StateMachines machines,
      AccountSettings settings,
      Optional<Surroundings> simulation) {
    Consumer<AccountEvent> listener = event -> deliver(event, simulation);
    account.listen(simulation.map(around -> around.events(listener)).orElse(listener));
    machines.listen(new EndedExecutions(account.kernel(), machines, timeline));
    for (var function : installed.functions()) {
      if (schedules && triggered(simulation, function.logicalId())) {
        function.schedules().forEach(schedule -> next(schedule, settings));
      }
    }
  }

  private static boolean triggered(Optional<Surroundings> simulation, String functionId) {
    return simulation.map(around -> around.isTriggered(functionId)).orElse(true);
  }

  private void deliver(AccountEvent event, Optional<Surroundings> simulation) {
    var envelope = envelope(event);
    for (var function : installed.functions()) {
      for (var rule : function.rules()) {
        if (rule.wants(envelope) && triggered(simulation, rule.functionId())) {
          var unused = functions.invoke(rule.functionId(), envelope);
        }
      }
    }
  }

  private static JsonNode envelope(AccountEvent event) {
    var envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("version", "0").put("id", event.id());
    envelope.put("detail-type", event.detailType()).put("source", event.source());
    envelope.put("account", event.account()).put("time", event.time().toString());
    envelope.put("region", event.region());
    var resources = envelope.putArray("resources");
    event.resources().forEach(resources::add);
    envelope.set("detail", event.detail());
    return envelope;
  }

  /** Due times are multiples of the period since 1970, whenever the process has started. */
  private void next(ScheduleSpec schedule, AccountSettings settings) {
    long period = schedule.every().toMillis();
    long now = timeline.clock().millis();
    var due = Instant.ofEpochMilli((Math.floorDiv(now, period) + 1) * period);
    timeline.at(
        due,
        () -> {
          var unused = functions.invoke(schedule.functionId(), event(schedule, settings, due));
          next(schedule, settings);
        });
  }

  /** The schedule's own input; where it has none, what EventBridge sends. */
  private static JsonNode event(ScheduleSpec schedule, AccountSettings settings, Instant due) {
    if (!schedule.input().isEmpty()) {
      return schedule.input();
    }
    var event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("id", schedule.name() + "-" + due.toEpochMilli());
    event.put("detail-type", "Scheduled Event").put("source", "aws.events");
    event.put("account", settings.accountId()).put("time", due.toString());
    event.put("region", settings.region());
    event.putArray("resources");
    event.putObject("detail");
    return event;
  }
}
