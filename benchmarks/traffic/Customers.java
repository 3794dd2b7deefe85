package traffic;

import io.slipway.runtime.Json;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Send requests when they are due, whatever became of those before, and check every answer. */
final class Customers {
  private static final int BYTES = 20_000;

  private final HttpClient http = new HttpClient();
  private final int port;
  private final int rate;
  private final List<Application> applications;
  private final Clock clock;
  private final byte[] upload = new byte[64 * 1024];
  private final long checksum;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Thread thread = new Thread(this::send, "customers");
  private volatile boolean over;

  /** How many requests of each kind were answered how. */
  final Tally answers = new Tally();

  /** Those of plain requests, from when they were due. */
  final Latencies latencies = new Latencies();

  /**
   * Customers who stay away until they are told to start.
   *
   * @param rate requests a second
   */
  Customers(int port, int rate, List<Application> applications, Clock clock) {
    this.port = port;
    this.rate = rate;
    this.applications = applications;
    this.clock = clock;
    new Random(2).nextBytes(upload);
    var crc = new CRC32();
    crc.update(upload);
    this.checksum = crc.getValue();
  }

  void start() throws Exception {
    http.setMaxConnectionsPerDestination(2048);
    http.setMaxRequestsQueuedPerDestination(100_000);
    http.setExecutor(new QueuedThreadPool(16));
    http.start();
    thread.start();
  }

  /** Returns when the last of them has its answer. */
  void stop() throws InterruptedException {
    over = true;
    thread.join();
    while (underWay.get() > 0) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** What is late is not left out. */
  private void send() {
    var random = new Random(3);
    long began = System.nanoTime();
    for (long i = 0; !over; i++) {
      long due = began + i * 1_000_000_000L / rate;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      var application = applications.get((int) (i % applications.size()));
      switch (random.nextInt(100)) {
        case 0 -> send(application, "waits 5 s", "/?wait=5", due, false);
        case 1 -> send(application, "takes 5 s", "/?over=5&bytes=" + BYTES, due, false);
        case 2, 3 -> send(application, "upload", "/", due, true);
        default -> send(application, "plain", "/", due, false);
      }
    }
  }

  private void send(
      Application application, String kind, String path, long due, boolean withUpload) {
    var before = application.expected;
    Request request =
        http.newRequest("http://127.0.0.1:" + port + path)
            .headers(headers -> headers.put(HttpHeader.HOST, application.host));
    if (withUpload) {
      request.method("PUT").body(new BytesRequestContent(upload));
    }
    underWay.incrementAndGet();
    new CompletableResponseListener(request)
        .send()
        .whenComplete(
            (response, failure) -> {
              var after = application.expected;
              var outcome =
                  failure == null
                      ? judge(response, before, after, path, withUpload)
                      : failure.toString();
              if (!outcome.equals("ok")) {
                System.out.println(
                    clock.instant() + " " + application.name + " " + kind + ": " + outcome);
              }
              answers.count(kind + ": " + outcome);
              if (kind.equals("plain")) {
                latencies.add(System.nanoTime() - due);
              }
              underWay.decrementAndGet();
            });
  }

  /** Whether it is whole, and from a release that may have answered. */
  private String judge(
      ContentResponse response,
      Set<String> before,
      Set<String> after,
      String path,
      boolean withUpload) {
    var release = response.getHeaders().get("X-Release");
    if (response.getStatus() != 200) {
      return response.getStatus() + " of " + (release == null ? "the load balancer" : release);
    }
    if (!before.contains(release) && !after.contains(release)) {
      return "from " + release + " and not " + after;
    }
    if (path.contains("bytes=") && response.getContent().length != BYTES) {
      return "not whole";
    }
    return !withUpload || Json.parse(response.getContent()).path("crc32").asLong() == checksum
        ? "ok"
        : "not whole";
  }
}
