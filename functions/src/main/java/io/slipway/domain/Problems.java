package io.slipway.domain;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a caller's request, so that it is said at once. */
public final class Problems {

  /** More than anybody corrects at a time, and few enough for one answer. */
  private static final int MOST_SAID = 100;

  private final List<Rejected.Fault> said = new ArrayList<>();
  private int more;

  /**
   * Notes what is wrong with a field.
   *
   * @param message what is allowed there, and what was found
   */
  public void add(String field, String message) {
    if (said.size() < MOST_SAID) {
      said.add(new Rejected.Fault(field, message));
    } else {
      more++;
    }
  }

  /** How many have been noted; more than are said, where there are very many. */
  public int count() {
    return said.size() + more;
  }

  /**
   * Refuses the request where anything is wrong with it.
   *
   * @throws Rejected 400 with everything that was found, at most the first 100
   */
  public void refuse() {
    if (!said.isEmpty()) {
      throw Rejected.invalid(said, more);
    }
  }
}
