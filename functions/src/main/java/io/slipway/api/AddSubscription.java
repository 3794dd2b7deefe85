package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Topics;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.Subscriber;
import io.slipway.operation.NamedEnvironments;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code POST /stacks/addSubscription}: has somebody, or something, told what happens to
 * environments of an application. Done twice, it is done once.
 */
public final class AddSubscription extends Route {

  private final Applications applications;
  private final Topics topics;
  private final Events events;

  /**
   * What the route takes.
   *
   * @param environment one or a list; all where it is absent
   * @param protocol {@code email} where it is absent
   */
  record Body(
      ApplicationName applicationName,
      Optional<JsonNode> environment,
      Optional<Subscriber.Protocol> protocol,
      String endpoint) {}

  /** The whole answer. */
  record Added(String applicationName, List<Line> subscriptions, String message) {}

  /**
   * One environment.
   *
   * @param pending whether it has to be confirmed at the endpoint before anything comes
   */
  record Line(Environment environment, String subscription, boolean pending) {}

  public AddSubscription() {
    this(Platform.fromEnvironment());
  }

  public AddSubscription(Platform platform) {
    this.applications = new Applications(platform);
    this.topics = new Topics(platform);
    this.events = new Events(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var body = Json.read(call.json(), Body.class);
    var subscriber =
        new Subscriber(body.protocol().orElse(Subscriber.Protocol.EMAIL), body.endpoint());
    var asked = body.environment().map(NamedEnvironments::of);
    var application = applications.usable(body.applicationName());
    asked.ifPresent(environments -> environments.forEach(application::require));
    var lines =
        asked.orElse(application.environments()).stream()
            .map(environment -> subscribe(application, environment, subscriber))
            .toList();
    var message = message(subscriber, lines);
    events.put(application.name(), "subscription", "SUBSCRIBED", message, call.caller());
    return Answer.ok(new Added(application.name().value(), lines, message));
  }

  private Line subscribe(Application application, Environment environment, Subscriber subscriber) {
    try {
      var subscribed = topics.subscribe(application.name(), environment, subscriber);
      return new Line(environment, subscribed.arn(), subscribed.pending());
    } catch (ResourceMissing e) {
      throw new Rejected(409, "nothing-there", e.getMessage());
    }
  }

  private static String message(Subscriber subscriber, List<Line> lines) {
    return subscriber.told()
        + " is told of "
        + lines.stream()
            .map(line -> line.environment().toString())
            .collect(Collectors.joining(", "))
        + (lines.stream().anyMatch(Line::pending)
            ? ", once it has confirmed what Amazon SNS has sent to it"
            : "");
  }
}
