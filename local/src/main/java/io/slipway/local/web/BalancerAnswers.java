package io.slipway.local.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What a load balancer answers by itself. */
final class BalancerAnswers {

  private BalancerAnswers() {}

  /**
   * Answers a request that no target has answered.
   *
   * @param message of a fixed response; empty for the balancer's own page
   */
  static void write(
      Request request, Response response, Callback callback, int status, String message) {
    var text = message.isEmpty() ? page(status) : message;
    var body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response
        .getHeaders()
        .put("Server", "awselb/2.0")
        .put("Content-Type", message.isEmpty() ? "text/html" : "text/plain; charset=utf-8")
        .put("Content-Length", body.length);
    boolean bodiless = request.getMethod().equals("HEAD");
    response.write(true, bodiless ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
  }

  private static String page(int status) {
    var title = status + " " + HttpStatus.getMessage(status);
    return """
        <html>
        <head><title>%1$s</title></head>
        <body>
        <center><h1>%1$s</h1></center>
        </body>
        </html>
        """
        .formatted(title);
  }
}
