package io.slipway.local.http;

import io.slipway.local.install.Installed;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.template.RouteSpec;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** The API: finds the route of a request, invokes its function, answers as API Gateway does. */
public final class Gateway {

  /** Of a request's body (developer guide, "Quotas for HTTP APIs": 10 MB). */
  static final int LONGEST_BODY = 10 * 1024 * 1024;

  /** Of an invocation's payload, in which the body is text once more. */
  private static final int LONGEST_FOR_LAMBDA = 5 * 1024 * 1024;

  private final Routing<RouteSpec> routes = new Routing<>();
  private final String stage;
  private final String accountId;
  private final LambdaFunctions functions;
  private final Clock clock;
  private final BiConsumer<RouteSpec, String> failures;
  private final AtomicLong requests = new AtomicLong();

  /**
   * @param failures told of a route whose function did not return, and why
   */
  public Gateway(
      Installed installed,
      String accountId,
      LambdaFunctions functions,
      Clock clock,
      BiConsumer<RouteSpec, String> failures) {
    this.stage = installed.stage();
    this.accountId = accountId;
    this.functions = functions;
    this.clock = clock;
    this.failures = failures;
    installed.routes().forEach(route -> routes.add(route.method(), route.path(), route));
  }

  /** Answers {@code request}; never throws. */
  public HttpAnswer answer(HttpRequest request) {
    if (request.body().length > LONGEST_BODY) {
      return HttpAnswer.gateway(413, "Request Entity Too Large");
    }
    java.util.List<String> segments;
    try {
      segments = Encoding.segments(request.path());
      var unused = Encoding.parameters(request.query());
    } catch (IllegalArgumentException e) {
      return HttpAnswer.gateway(400, "Bad Request");
    }
    if (segments.size() < 2 || !segments.get(1).equals(stage)) {
      return HttpAnswer.gateway(404, "Not Found");
    }
    var inStage = new java.util.ArrayList<>(segments);
    inStage.remove(1);
    var found = routes.find(request.method(), inStage);
    if (found.isEmpty()) {
      return HttpAnswer.gateway(404, "Not Found");
    }
    if (request.body().length > LONGEST_FOR_LAMBDA) {
      return HttpAnswer.gateway(413, "Request Entity Too Large");
    }
    return invoke(request, found.get());
  }

  private HttpAnswer invoke(HttpRequest request, Routing.Match<RouteSpec> found) {
    var route = found.target();
    var requestId = "local-%08d".formatted(requests.incrementAndGet());
    var event =
        new GatewayEvent(
            request, route, found.parameters(), stage, accountId, requestId, clock.instant());
    var result = functions.invoke(route.functionId(), event.json()).join();
    if (result instanceof io.slipway.local.lambda.LambdaResult.Failed failed) {
      failures.accept(route, failed.payload().toString());
    }
    return GatewayAnswer.of(result);
  }
}
