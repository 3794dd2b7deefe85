package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected.Fault;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Said;
import io.slipway.spec.shape.StandIns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what rules have against a document of which parts are wrong already. They are held against
 * it several times, with other stand-ins for those parts each time; what is said every time, in the
 * same words, is wrong whatever was meant by those parts.
 */
final class Together {

  private static final int ROUNDS = 24;

  /**
   * What nobody writes by hand is not read that often; with 10,000 values it takes a second of a
   * processor.
   */
  private static final int MOST_VALUES = 10_000;

  /** With fewer in which all could be read, too little has been tried. */
  private static final int FEWEST = 3;

  /** What rules hold against each other within it only. */
  private static final Pattern PART =
      Pattern.compile(
          "services\\.(?:'[^']*'|[^.\\[]+)|(?:release|canary|parameters)\\.[^.\\[]+"
              + "|project|cluster|notificationsTopic|notifications_arn|parameters");

  private final Form<?> form;
  private final JsonNode document;
  private final Set<String> wrong;

  /**
   * @param wrong the paths of what is wrong already
   */
  Together(Form<?> form, JsonNode document, Set<String> wrong) {
    this.form = form;
    this.document = document;
    this.wrong = wrong;
  }

  /** Reads a document as a whole. */
  interface Attempt {

    /** Says what rules have against it; whether all of it could be read. */
    boolean read(JsonNode document, Said rules);
  }

  /** What {@code attempt} says every time, but nothing about a part that is wrong already. */
  List<Fault> said(Attempt attempt) {
    if (values(document) > MOST_VALUES) {
      return List.of();
    }
    var standIns = new StandIns(document, wrong);
    var always = Optional.<Set<Fault>>empty();
    int rounds = 0;
    for (int round = 0; round < ROUNDS; round++) {
      standIns.round(round);
      var now = new LinkedHashSet<Fault>();
      boolean whole =
          form.mended(document, standIns)
              .filter(mended -> attempt.read(mended, (path, why) -> now.add(new Fault(path, why))))
              .isPresent();
      if (whole) {
        rounds++;
        always.ifPresent(now::retainAll);
        always = Optional.of(now);
      }
    }
    if (rounds < FEWEST) {
      return List.of();
    }
    var silent = standIns.lost().stream().map(Together::around).collect(Collectors.toSet());
    return always.stream()
        .flatMap(Set::stream)
        .filter(fault -> silent.stream().noneMatch(part -> isAt(fault.path(), part)))
        .filter(fault -> wrong.stream().noneMatch(path -> isAt(fault.path(), path)))
        .filter(fault -> wrong.stream().noneMatch(path -> isAt(path, fault.path())))
        .toList();
  }

  private static int values(JsonNode node) {
    return node.isValueNode() ? 1 : node.valueStream().mapToInt(Together::values).sum();
  }

  /**
   * All that may refer to what stands at {@code path}: its part of the document, or else
   * everything.
   */
  private static String around(String path) {
    var part = PART.matcher(path);
    return part.lookingAt() ? part.group() : "";
  }

  private static boolean isAt(String path, String part) {
    return part.isEmpty()
        || (path.startsWith(part)
            && (path.length() == part.length()
                || path.charAt(part.length()) == '.'
                || path.charAt(part.length()) == '['));
  }
}
