package io.slipway.local.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;

/** What a load balancer tells the target (ALB user guide, "HTTP headers", "Request tracing"). */
final class AddedHeaders {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String TRACE = "X-Amzn-Trace-Id";

  private final Clock clock;
  private final int port;
  private final AtomicLong requests = new AtomicLong();

  /**
   * @param port that clients connect to
   */
  AddedHeaders(Clock clock, int port) {
    this.clock = clock;
    this.port = port;
  }

  /** Adds them to a request of the client at an address. */
  void addTo(HttpFields.Mutable headers, String client) {
    var before = new ArrayList<>(headers.getCSV(FORWARDED_FOR, false));
    before.add(client);
    headers.put(FORWARDED_FOR, String.join(", ", before));
    headers.put("X-Forwarded-Proto", "http");
    headers.put("X-Forwarded-Port", String.valueOf(port));
    headers.put(TRACE, trace(headers.get(TRACE)));
  }

  private String trace(String before) {
    var own =
        "1-%08x-%024x".formatted(clock.instant().getEpochSecond(), requests.incrementAndGet());
    if (before == null || before.isBlank()) {
      return "Root=" + own;
    }
    return before.contains("Root=") ? "Self=" + own + ";" + before : before + ";Root=" + own;
  }
}
