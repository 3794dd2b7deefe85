package io.slipway.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The caller's mistake: nothing was changed, and the same request would be refused again.
 *
 * <p>Reaches the caller of the API as {@code application/problem+json}; an execution started from
 * the console fails with it.
 */
public final class Rejected extends RuntimeException {

  /** A message stands in a line of a log, and in the row of an event. */
  private static final int MOST_IN_MESSAGE = 20;

  private final int status;
  private final String code;
  private final transient List<Fault> faults;
  private final int more;

  /**
   * One thing that is wrong with a request.
   *
   * @param path of the field, from the request's top
   * @param message what is allowed there, and what was found
   */
  public record Fault(String path, String message) {

    /** The same, of a part that stands under {@code parent}. */
    public Fault under(String parent) {
      boolean joined = path.isEmpty() || path.startsWith("[");
      return new Fault(parent + (joined ? "" : ".") + path, message);
    }

    @Override
    public String toString() {
      return path + ": " + message;
    }
  }

  /**
   * @param status the HTTP status, 400 to 499
   * @param code a short name that programs can compare, for example {@code unknown-application}
   * @param message what was wrong, where, and what is allowed
   */
  public Rejected(int status, String code, String message) {
    this(status, code, message, List.of(), 0);
  }

  private Rejected(int status, String code, String message, List<Fault> faults, int more) {
    // expected, and shown to people as it is: where it was thrown would only be in their way
    super(message, null, false, false);
    this.faults = List.copyOf(faults);
    this.more = more;
    if (status < 400 || status > 499) {
      throw new IllegalArgumentException("a rejection has a status of 4xx but got " + status);
    }
    this.status = status;
    this.code = code;
  }

  /** A value that is not allowed: 400. */
  public static Rejected invalid(String field, String message) {
    return invalid(List.of(new Fault(field, message)), 0);
  }

  /**
   * Several values that are not allowed: 400. The message says the first 20.
   *
   * @param more how many there are that are not said
   */
  static Rejected invalid(List<Fault> faults, int more) {
    var message =
        faults.stream()
            .limit(MOST_IN_MESSAGE)
            .map(Fault::toString)
            .collect(Collectors.joining("; "));
    int rest = faults.size() + more - MOST_IN_MESSAGE;
    return new Rejected(
        400,
        "invalid-input",
        rest > 0 ? message + "; and " + rest + " more" : message,
        faults,
        more);
  }

  /** The same, about a part of a request that stands under {@code parent}. */
  public Rejected under(String parent) {
    if (faults.isEmpty()) {
      return new Rejected(status, code, parent + ": " + getMessage());
    }
    return invalid(faults.stream().map(fault -> fault.under(parent)).toList(), more);
  }

  /** What is wrong, field by field, the first 100; empty where it is no field that is. */
  public List<Fault> faults() {
    return faults;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
