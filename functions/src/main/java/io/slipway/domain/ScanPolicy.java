package io.slipway.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be found in an image that is to be used.
 *
 * @param highest the worst findings that it may have
 * @param unscanned whether an image may be used that ECR cannot scan
 */
public record ScanPolicy(Severity highest, boolean unscanned) {

  /** Nothing critical, and nothing that nobody knows. */
  public static final ScanPolicy DEFAULT = new ScanPolicy(Severity.HIGH, false);

  /** How bad a finding is, the least first; ECR's UNDEFINED counts as none of them. */
  public enum Severity {
    NONE,
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The one that is written {@code text}. */
    public static Optional<Severity> find(String text) {
      return Arrays.stream(values()).filter(one -> one.toString().equals(text)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Why an image may not be used; empty where it may.
   *
   * @param findings how many there are, by severity as ECR writes it
   */
  public Optional<String> objection(Map<String, Integer> findings) {
    var worse =
        Arrays.stream(Severity.values())
            .filter(severity -> severity.compareTo(highest) > 0)
            .filter(severity -> findings.getOrDefault(severity.name(), 0) > 0)
            .sorted(Comparator.reverseOrder())
            .map(severity -> findings.get(severity.name()) + " " + severity)
            .collect(Collectors.joining(", "));
    return worse.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the scan found "
                + worse
                + "; "
                + (highest == Severity.NONE
                    ? "nothing is allowed"
                    : "at most " + highest + " is allowed"));
  }
}
