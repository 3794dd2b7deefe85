package io.slipway.local.asl.definition;

import io.slipway.local.asl.query.References;
import java.util.ArrayList;
import java.util.List;

/** Which members of {@code $states} an expression may read where it stands. */
enum Reads {
  /** Input and context only. */
  INPUT,
  /** Also the result of the state's work. */
  RESULT,
  /** Also the error that has been caught. */
  ERROR;

  /** What {@code references} name and may not, in the words of the service. */
  List<String> refused(References references) {
    List<String> refused = new ArrayList<>();
    if (this != RESULT && references.states().contains("result")) {
      refused.add("Field '$states.result' does not exist.");
    }
    if (this != ERROR && references.states().contains("errorOutput")) {
      refused.add("Field '$states.errorOutput' does not exist.");
    }
    if (references.root()) {
      refused.add("Reference to '$$' is not supported.");
    }
    references
        .names()
        .forEach(
            name -> refused.add("Reference to '" + name + "' at the top level is not supported."));
    return refused;
  }
}
