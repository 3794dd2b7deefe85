package io.slipway.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pushes of one branch, or of all tags of a repository, from the oldest to the newest. They
 * need not arrive in that order: a push says which commit it follows, and where the one that it
 * follows has not arrived yet, the provider's time decides.
 *
 * @param pushes the last that have arrived
 */
public record PushOrder(List<Push> pushes) {

  /** What nobody has pushed to yet. */
  public static final PushOrder EMPTY = new PushOrder(List.of());

  /** More than arrive in a wrong order. */
  static final int MOST = 50;

  /** Between two pushes, so that others fit in. */
  private static final long GAP = 1L << 32;

  /**
   * One push.
   *
   * @param number a later push has a higher one
   * @param commit what it left; a tag's name where only that is known
   * @param before the commit that it replaced; empty where it is not known
   * @param at when, by the provider's clock
   */
  public record Push(long number, String commit, Optional<String> before, Instant at) {}

  /** What has arrived, before it has a place. */
  public record Arrival(String commit, Optional<String> before, Instant at) {}

  /** A place: the number of the push, and the order with it. */
  public record Placed(long number, PushOrder order) {}

  public PushOrder {
    pushes = List.copyOf(pushes);
  }

  /** Finds the place of a push that has arrived. */
  public Placed place(Arrival arrival) {
    int at = index(arrival);
    var push = new Push(number(at), arrival.commit(), arrival.before(), arrival.at());
    var next = new ArrayList<>(pushes);
    next.add(at, push);
    return new Placed(
        push.number(), new PushOrder(next.subList(Math.max(0, next.size() - MOST), next.size())));
  }

  /** The number of what is told of a commit without a push: that of its last push, if known. */
  public Optional<Long> numberOf(String commit) {
    return pushes.reversed().stream()
        .filter(push -> push.commit().equals(commit))
        .map(Push::number)
        .findFirst();
  }

  private int index(Arrival arrival) {
    int successor = successor(arrival);
    boolean follows = !pushes.isEmpty() && follows(arrival, pushes.getLast());
    if (follows && successor < 0) {
      return pushes.size();
    }
    if (successor >= 0 && !follows) {
      return successor;
    }
    // a branch that goes to and fro says both, and one whose commits are not known says nothing
    if (successor < 0) {
      int predecessor = predecessor(arrival);
      if (predecessor >= 0) {
        return predecessor + 1;
      }
    }
    return byTime(arrival);
  }

  private static boolean follows(Arrival arrival, Push push) {
    return arrival.before().filter(push.commit()::equals).isPresent();
  }

  /** Where the push stands that has replaced this one's commit; -1 where none has arrived. */
  private int successor(Arrival arrival) {
    for (int i = 0; i < pushes.size(); i++) {
      if (pushes.get(i).before().filter(arrival.commit()::equals).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /** Where the push stands whose commit this one has replaced; -1 where it has not arrived. */
  private int predecessor(Arrival arrival) {
    for (int i = pushes.size() - 1; i >= 0; i--) {
      if (follows(arrival, pushes.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Behind all that are not later; what came at the same time has come in this order. */
  private int byTime(Arrival arrival) {
    int at = pushes.size();
    while (at > 0 && pushes.get(at - 1).at().isAfter(arrival.at())) {
      at--;
    }
    return at;
  }

  private long number(int at) {
    if (pushes.isEmpty()) {
      return 0;
    }
    if (at == pushes.size()) {
      return pushes.getLast().number() + GAP;
    }
    long next = pushes.get(at).number();
    return at == 0 ? next - GAP : Math.floorDiv(pushes.get(at - 1).number() + next, 2L);
  }
}
