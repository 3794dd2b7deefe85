package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The logs of builds, in CloudWatch Logs: foreign text, which is cleaned before anybody sees it.
 */
public final class BuildLogs {

  /** So much says why, and an item of DynamoDB has room for it. */
  private static final int MOST_LINES = 40;

  private static final int LONGEST_LINE = 300;

  /** Colours, and whatever else a terminal would obey. */
  private static final Pattern ESCAPES =
      Pattern.compile("\\x1b(\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)?|.)?");

  /** The shapes of tokens that providers and AWS give out, and of passwords in URLs. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_.-]{16,}"
              + "|(AKIA|ASIA)[A-Z0-9]{16}|(?<=://)[^/\\s:@]+:[^/\\s@]+(?=@)");

  private final CloudWatchLogsClient logs;

  public BuildLogs(Platform platform) {
    this.logs = platform.logs();
  }

  /** The last lines of a log, oldest first; none where there is no such log. */
  public List<String> lastLines(String group, String stream) {
    var events =
        AwsErrors.calling(
            "read the log " + group + " " + stream,
            () -> {
              try {
                return logs.getLogEvents(
                        request ->
                            request
                                .logGroupName(group)
                                .logStreamName(stream)
                                .startFromHead(false)
                                .limit(MOST_LINES))
                    .events();
              } catch (ResourceNotFoundException e) {
                return List.<OutputLogEvent>of();
              }
            });
    var lines = new ArrayList<String>();
    for (var event : events) {
      event
          .message()
          .lines()
          .map(BuildLogs::line)
          .filter(line -> !line.isBlank())
          .forEach(lines::add);
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  private static String line(String text) {
    var clean = cleaned(text);
    return clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + "…";
  }

  /** Text without what a terminal obeys, and without what looks like a token. */
  public static String cleaned(String text) {
    var plain = ESCAPES.matcher(text).replaceAll("").replace('\t', ' ');
    var clean = new StringBuilder();
    plain.codePoints().filter(BuildLogs::isVisible).forEach(clean::appendCodePoint);
    return TOKENS.matcher(clean).replaceAll("***");
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
