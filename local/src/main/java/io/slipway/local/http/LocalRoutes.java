package io.slipway.local.http;

import io.slipway.domain.Rejected;
import io.slipway.local.account.Account;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.identity.SimulatedSecrets;
import io.slipway.local.account.source.SourceProviders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The routes of local mode beside the API, below {@code /local}. */
public final class LocalRoutes {

  private static final String PREFIX = "/local";

  private final Routing<LocalRoute> routing = new Routing<>();
  private final List<LocalRoute> routes;

  public LocalRoutes(
      Account account,
      SourceProviders providers,
      SimulatedCodeBuild builds,
      SimulatedSecrets secrets) {
    this.routes =
        Stream.of(
                new ImageRoutes(account.images()).routes(),
                new AlarmRoutes(account.cloudWatch()).routes(),
                new TrafficRoutes(account).routes(),
                new RecordRoutes(account).routes(),
                new SourceRoutes(providers).routes(),
                new BuildRoutes(builds).routes(),
                new SecretRoutes(secrets).routes())
            .flatMap(List::stream)
            .toList();
    routes.forEach(route -> routing.add(route.method(), PREFIX + route.path(), route));
    var index = new LocalRoute("GET", "", "this list", request -> index());
    routing.add("GET", PREFIX, index);
    routing.add("GET", PREFIX + "/", index);
  }

  /** Whether {@code path} is one of these, rather than the API's. */
  public static boolean serves(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  /** Answers {@code request}; mistakes of the caller get 4xx with the reason. */
  public HttpAnswer answer(HttpRequest request) {
    try {
      var segments = Encoding.segments(request.path());
      var found =
          routing.find(request.method(), segments).orElseThrow(() -> unknown(request, segments));
      return HttpAnswer.json(
          200,
          found
              .target()
              .handler()
              .answer(
                  new LocalRoute.Request(
                      found.parameters(), Encoding.parameters(request.query()), request.body())));
    } catch (Rejected e) {
      return problem(e.status(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return problem(400, e.getMessage());
    }
  }

  private Rejected unknown(HttpRequest request, List<String> segments) {
    var methods = routing.methods(segments);
    return methods.isEmpty()
        ? new Rejected(404, "not-found", "there is no such route; GET /local/ lists them")
        : new Rejected(
            405,
            "method-not-allowed",
            request.method() + " is not allowed here, but " + String.join(", ", methods));
  }

  private static HttpAnswer problem(int status, String message) {
    return HttpAnswer.json(status, Map.of("status", status, "errorMessage", message));
  }

  private Map<String, String> index() {
    var index = new LinkedHashMap<String, String>();
    routes.forEach(
        route -> index.put(route.method() + " " + PREFIX + route.path(), route.purpose()));
    return index;
  }
}
