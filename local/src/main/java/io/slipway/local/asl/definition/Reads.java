package io.slipway.local.asl.definition;

import java.util.List;
import java.util.regex.Pattern;

/** Which members of {@code $states} an expression may read where it stands. */
enum Reads {
  /** Input and context only. */
  INPUT,
  /** Also the result of the state's work. */
  RESULT,
  /** Also the error that has been caught. */
  ERROR;

  private static final Pattern TEXTS =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern RESULT_READ = Pattern.compile("\\$states\\s*\\.\\s*result\\b");
  private static final Pattern ERROR_READ = Pattern.compile("\\$states\\s*\\.\\s*errorOutput\\b");
  private static final Pattern ROOT_READ = Pattern.compile("\\$\\$");

  /** What {@code source} reads and may not, in the words of the service. */
  List<String> refused(String source) {
    var code = TEXTS.matcher(source).replaceAll("''");
    if (this != RESULT && RESULT_READ.matcher(code).find()) {
      return List.of("Field '$states.result' does not exist.");
    }
    if (this != ERROR && ERROR_READ.matcher(code).find()) {
      return List.of("Field '$states.errorOutput' does not exist.");
    }
    return ROOT_READ.matcher(code).find()
        ? List.of("Reference to '$$' is not supported.")
        : List.of();
  }
}
