package io.slipway.local.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Customers of the local applications, who keep their connections. */
public final class WebClient implements AutoCloseable {

  private static final int THREADS = 8;

  private final HttpClient http = new HttpClient();
  private final int port;

  /**
   * What a customer got.
   *
   * @param status 0 where no answer came
   * @param release empty where no application answered
   */
  public record Got(int status, String release) {}

  /**
   * @param port of a {@link WebFront}
   */
  public WebClient(int port) {
    this.port = port;
    http.setExecutor(new QueuedThreadPool(THREADS));
    try {
      http.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot send HTTP requests", e);
    }
  }

  /** Sends so many requests to {@code host} at once, and waits for all answers. */
  public List<Got> get(String host, int requests) {
    List<CompletableFuture<Got>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      var request =
          http.newRequest("http://127.0.0.1:" + port + "/")
              .headers(headers -> headers.put(HttpHeader.HOST, host));
      all.add(
          new CompletableResponseListener(request)
              .send()
              .thenApply(WebClient::got)
              .exceptionally(failed -> new Got(0, "")));
    }
    return all.stream().map(CompletableFuture::join).toList();
  }

  private static Got got(ContentResponse response) {
    var release = response.getHeaders().get("X-Release");
    return new Got(response.getStatus(), release == null ? "" : release);
  }

  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop sending HTTP requests", e);
    }
  }
}
