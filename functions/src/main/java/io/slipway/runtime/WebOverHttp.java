package io.slipway.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Requests over the network. */
final class WebOverHttp implements Web {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Override
  public Reply send(Request wanted, Duration timeout, int longestBody)
      throws IOException, InterruptedException {
    var request = request(wanted, timeout);
    // The request's own timeout ends with the headers; a body may trickle.
    var reply =
        CLIENT
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(answer -> reply(answer, longestBody));
    try {
      return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toSeconds() + " seconds", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e.getCause());
    } finally {
      var unused = reply.cancel(true);
    }
  }

  private static HttpRequest request(Request wanted, Duration timeout) {
    var request =
        HttpRequest.newBuilder(wanted.url())
            .timeout(timeout)
            .method(
                wanted.method(),
                wanted
                    .body()
                    .map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    wanted.headers().forEach(request::header);
    return request.build();
  }

  private static Reply reply(HttpResponse<InputStream> answer, int longestBody) {
    var headers =
        answer.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst()));
    return new Reply(answer.statusCode(), headers, text(answer, longestBody));
  }

  private static String text(HttpResponse<InputStream> answer, int longest) {
    try (var body = answer.body()) {
      return new String(body.readNBytes(longest), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client's exceptions often have no message of their own. */
  private static String reason(Throwable cause) {
    var name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
