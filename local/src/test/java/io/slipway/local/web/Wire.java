package io.slipway.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection, on which what is said and what comes back is seen as it is. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /**
   * What came back.
   *
   * @param headers names in lower case; several of one name are joined by commas
   */
  record Reply(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    String release() {
      return headers.getOrDefault("x-release", "");
    }
  }

  Wire(int port) throws IOException {
    this.socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request without a body, and takes the answer. */
  Reply get(String host, String pathAndQuery, String... headers) throws IOException {
    send("GET", host, pathAndQuery, headers);
    return reply();
  }

  void send(String method, String host, String pathAndQuery, String... headers) throws IOException {
    var head = new StringBuilder(method + " " + pathAndQuery + " HTTP/1.1\r\nHost: " + host);
    for (var header : headers) {
      head.append("\r\n").append(header);
    }
    write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  Reply reply() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = headers();
    return new Reply(status, headers, body(headers));
  }

  /** The status and the headers of an answer, whose body is still to come. */
  Reply head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    return new Reply(status, headers(), "");
  }

  byte[] take(int bytes) throws IOException {
    var taken = in.readNBytes(bytes);
    if (taken.length < bytes) {
      throw new EOFException("only " + taken.length + " bytes came");
    }
    return taken;
  }

  /** Whether the other side has closed the connection, once it has. */
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  private Map<String, String> headers() throws IOException {
    var headers = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var parts = line.split(": ?", 2);
      headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (a, b) -> a + "," + b);
    }
    return headers;
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      var bytes = take(Integer.parseInt(headers.get("content-length")));
      return new String(bytes, StandardCharsets.UTF_8);
    }
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.write(take(size));
      line();
    }
    line();
    return body.toString(StandardCharsets.UTF_8);
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended after '" + line + "'");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
