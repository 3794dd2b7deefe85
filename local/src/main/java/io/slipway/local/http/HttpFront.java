package io.slipway.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Serves HTTP on 127.0.0.1, each request on a virtual thread of its own, so that slow clients only
 * keep themselves waiting.
 */
public final class HttpFront implements AutoCloseable {

  private static final int BACKLOG = 128;

  /** The JDK's own server takes its limits from system properties, before it is first used. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "60",
          "sun.net.httpserver.maxReqHeaders", "200",
          "sun.net.httpserver.maxReqHeaderSize", "65536",
          "jdk.httpserver.maxConnections", "1000",
          "sun.net.httpserver.nodelay", "true");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpFront(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port; nothing is served on it before {@link #serve}.
   *
   * @param port 0 for any that is free
   * @throws PortTaken where another program has it
   */
  public static HttpFront bind(int port) {
    LIMITS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    try {
      var address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      return new HttpFront(HttpServer.create(address, BACKLOG));
    } catch (BindException e) {
      throw new PortTaken(port, "--port", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  /** Begins to answer requests. */
  public void serve(Function<HttpRequest, HttpAnswer> answers) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void handle(HttpExchange exchange, Function<HttpRequest, HttpAnswer> answers)
      throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, answers));
    }
  }

  private static HttpAnswer answer(HttpExchange exchange, Function<HttpRequest, HttpAnswer> answers)
      throws IOException {
    var body = exchange.getRequestBody().readNBytes(Gateway.LONGEST_BODY + 1);
    var uri = exchange.getRequestURI();
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    var request =
        new HttpRequest(
            exchange.getRequestMethod(),
            uri.getRawPath() == null ? "/" : uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
            headers,
            body);
    try {
      return answers.apply(request);
    } catch (RuntimeException e) {
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      return HttpAnswer.gateway(500, "Internal Server Error");
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    for (var header : answer.headers().entrySet()) {
      exchange.getResponseHeaders().put(header.getKey(), List.copyOf(header.getValue()));
    }
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || answer.body().length == 0
            || answer.status() == 204
            || answer.status() == 304;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      try (var out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
