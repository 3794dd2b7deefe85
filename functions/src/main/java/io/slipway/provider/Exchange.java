package io.slipway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Secret;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests to one provider: what every one of them has, and what its answer's status means. What it
 * says of a failure never has the token.
 */
final class Exchange {

  /** A provider that does not answer delays nothing: two of these fit into a function's time. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int LONGEST_BODY = 256 * 1024;

  /** The token goes to this provider, which may itself be reached through plain HTTP nowhere. */
  private final Web web;

  private final URI base;
  private final String provider;
  private final Secret token;

  Exchange(Web web, URI base, String provider, Secret token) {
    this.web = web;
    this.base = base;
    this.provider = provider;
    this.token = token;
  }

  String provider() {
    return provider;
  }

  /** A part of a path, with every character that could end it written otherwise. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Web.Reply get(String path, Map<String, String> headers) {
    return send("GET", path, headers, Optional.empty());
  }

  Web.Reply post(String path, Map<String, String> headers, JsonNode body) {
    return send("POST", path, headers, Optional.of(Json.text(body)));
  }

  private Web.Reply send(
      String method, String path, Map<String, String> headers, Optional<String> body) {
    var all = new TreeMap<>(headers);
    all.put("Authorization", "Bearer " + token.value());
    all.put("User-Agent", "slipway");
    body.ifPresent(json -> all.put("Content-Type", "application/json"));
    try {
      return web.send(
          new Web.Request(method, URI.create(base + path), all, body), LONGEST, LONGEST_BODY);
    } catch (IOException e) {
      throw new RetryLater(
          provider + " does not answer " + method + " " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + provider, e);
    }
  }

  /** What a reply that is none of those that were hoped for means for who asked. */
  RuntimeException failure(String doing, Web.Reply reply) {
    var cannot = "cannot " + doing + ": " + provider + " ";
    if (isRateLimit(reply)) {
      return new RetryLater(
          cannot + "asks to wait, as this token has asked too often" + until(reply));
    }
    return switch (reply.status()) {
      case 301, 302, 307, 308 ->
          refused(cannot + "says that the repository has moved; make the webhook anew for it");
      case 401 -> refused(cannot + "does not accept the token");
      case 403 -> refused(cannot + "does not allow it with this token" + said(reply));
      case 404 ->
          refused(cannot + "has no such thing, or shows it not to this token" + said(reply));
      default ->
          reply.status() >= 500
              ? new RetryLater(cannot + "answered " + reply.status())
              : refused(cannot + "answered " + reply.status() + said(reply));
    };
  }

  /** The provider refuses what it was asked with the webhook's token. */
  static Rejected refused(String message) {
    return new Rejected(409, "provider-refused", message);
  }

  /**
   * GitHub says 403 or 429 with one of these headers, GitLab 429.
   *
   * @see <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">
   *     GitHub's rate limits</a>
   */
  private static boolean isRateLimit(Web.Reply reply) {
    return reply.status() == 429
        || (reply.status() == 403
            && (reply.header("retry-after").isPresent()
                || reply.header("x-ratelimit-remaining").filter("0"::equals).isPresent()));
  }

  private static String until(Web.Reply reply) {
    return reply
        .header("retry-after")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> "; in " + seconds + " seconds it may answer again")
        .orElse("");
  }

  /** What the provider says itself: GitHub in {@code message}, GitLab there or in {@code error}. */
  static String said(Web.Reply reply) {
    var words = message(reply);
    return words.isEmpty() ? "" : ": " + Quoted.of(words);
  }

  static String message(Web.Reply reply) {
    var body = json(reply);
    var message = body.path("message");
    return message.isMissingNode() ? body.path("error").asText("") : text(message);
  }

  private static String text(JsonNode message) {
    return message.isTextual() ? message.asText() : message.toString();
  }

  /** The body, or nothing where it is no JSON. */
  static JsonNode json(Web.Reply reply) {
    try {
      return Json.parse(reply.body().getBytes(StandardCharsets.UTF_8));
    } catch (Rejected e) {
      return Json.mapper().missingNode();
    }
  }

  /** At most {@code longest} characters of {@code text}. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
