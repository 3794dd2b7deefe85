package io.slipway.local.account.builds;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.local.account.registry.ImageBehaviour;
import java.util.List;
import java.util.Map;

/**
 * How a build goes.
 *
 * @param seconds how long it takes
 * @param lines what it writes to its log
 * @param behaviour of the tasks that run its image
 * @param findings what ECR's scan finds in its image, by severity
 * @param scannable whether ECR can scan its image
 */
public record BuildScript(
    Result result,
    int seconds,
    List<String> lines,
    ImageBehaviour behaviour,
    Map<String, Integer> findings,
    boolean scannable) {

  /** How a build ends. */
  public enum Result {
    /** It pushes its image. */
    SUCCEEDS,
    FAILS,
    /** It succeeds, but pushes nothing. */
    PUSHES_NOTHING,
    /** It does not end before its time is over. */
    HANGS
  }

  /** A build that goes well, in two minutes. */
  public static final BuildScript USUAL = new BuildScript(Result.SUCCEEDS, 120);

  @JsonCreator
  public BuildScript(
      @JsonProperty("result") Result result,
      @JsonProperty("seconds") int seconds,
      @JsonProperty("lines") List<String> lines,
      @JsonProperty("behaviour") ImageBehaviour behaviour,
      @JsonProperty("findings") Map<String, Integer> findings,
      @JsonProperty("scannable") boolean scannable) {
    this.result = result;
    this.seconds = seconds;
    this.lines = List.copyOf(lines);
    this.behaviour = behaviour;
    this.findings = Map.copyOf(findings);
    this.scannable = scannable;
  }

  /** A build with an image like most. */
  public BuildScript(Result result, int seconds, String... lines) {
    this(result, seconds, List.of(lines), ImageBehaviour.HEALTHY, Map.of(), true);
  }

  /** The same, but for what a scan of its image finds. */
  public BuildScript finding(Map<String, Integer> found) {
    return new BuildScript(result, seconds, lines, behaviour, found, scannable);
  }

  /** The same, but ECR cannot scan its image. */
  public BuildScript unscannable() {
    return new BuildScript(result, seconds, lines, behaviour, findings, false);
  }
}
