package io.slipway.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.domain.Rejected;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the API answers: a status, headers, and a body that becomes JSON. */
public record Answer(int status, Map<String, String> headers, Object body) {

  private static final String PROBLEM = "application/problem+json";

  /**
   * A problem as RFC 9457 has it.
   *
   * @param errorMessage the detail once more, under the name that the first clients know
   * @param errors field by field, where it is fields that are wrong
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String errorMessage,
      String requestId,
      List<Rejected.Fault> errors) {

    static Problem of(int status, String code, String title, String detail, String requestId) {
      return of(status, code, title, detail, requestId, List.of());
    }

    static Problem of(
        int status,
        String code,
        String title,
        String detail,
        String requestId,
        List<Rejected.Fault> errors) {
      return new Problem(
          "urn:slipway:problem:" + code, title, status, detail, detail, requestId, errors);
    }
  }

  /** A body that is written as it is. */
  record Document(String text) {}

  /** A document of a media type of its own, with what names its content. */
  public static Answer document(String mediaType, String text, String tag) {
    return new Answer(200, Map.of("content-type", mediaType), new Document(text)).tagged(tag);
  }

  /** Plain text for people. */
  public static Answer text(String text) {
    return new Answer(200, Map.of("content-type", "text/plain; charset=utf-8"), new Document(text));
  }

  /** 304: the caller has it already. */
  public static Answer notModified(String tag) {
    return new Answer(304, Map.of(), new Document("")).tagged(tag);
  }

  public static Answer ok(Object body) {
    return new Answer(200, Map.of(), body);
  }

  /** 202 with the place where the result will be found. */
  public static Answer accepted(String location, Object body) {
    return new Answer(202, Map.of("location", location), body);
  }

  /** The same, with what names this content. */
  public Answer tagged(String tag) {
    return with("etag", tag);
  }

  /** The same, with a header. */
  public Answer with(String header, String value) {
    var all = new TreeMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }

  static Answer rejected(Rejected rejected, String requestId) {
    return problem(
        Problem.of(
            rejected.status(),
            rejected.code(),
            rejected.code().replace('-', ' '),
            rejected.getMessage(),
            requestId,
            rejected.faults()));
  }

  static Answer unavailable(String requestId) {
    var problem =
        problem(
            Problem.of(
                503,
                "unavailable",
                "unavailable",
                "AWS is busy or has not answered; ask again in a few seconds, with the same"
                    + " Idempotency-Key, so that nothing is done twice",
                requestId));
    var headers = new TreeMap<>(problem.headers());
    headers.put("retry-after", "5");
    return new Answer(503, headers, problem.body());
  }

  static Answer broken(String requestId) {
    return problem(
        Problem.of(
            500,
            "internal",
            "internal error",
            "Slipway could not answer; the function's log says why under this requestId",
            requestId));
  }

  private static Answer problem(Problem problem) {
    return new Answer(problem.status(), Map.of("content-type", PROBLEM), problem);
  }

  APIGatewayV2HTTPResponse toGateway() {
    var all = new TreeMap<String, String>();
    all.put("content-type", "application/json");
    all.put("cache-control", "no-store");
    all.putAll(headers);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body instanceof Document document ? document.text() : Json.text(body))
        .build();
  }
}
