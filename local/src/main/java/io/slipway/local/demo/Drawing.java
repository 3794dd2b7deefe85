package io.slipway.local.demo;

import io.slipway.local.demo.Screen.Ink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws how far an operation is, and how the traffic is split. */
final class Drawing {

  private static final int SHARE = 6;
  private static final int BESIDE = 38;
  private static final int PROGRESS = 20;

  private final Screen screen;

  Drawing(Screen screen) {
    this.screen = screen;
  }

  /** {@code 0:32 CloudFormation creates …}. */
  String waiting(Duration since, String what) {
    var text = "     " + Screen.pad(clock(since), SHARE) + what;
    return screen.ink(Ink.FAINT, Wrapping.shortened(text, screen.width(), screen.signs().cut()));
  }

  /** {@code ██████░░░░ 0:41 of 1:10 10 % of the traffic goes to …}. */
  String watching(Duration since, Duration whole, String what) {
    var now = since.compareTo(whole) < 0 ? since : whole;
    long filled = whole.isZero() ? PROGRESS : PROGRESS * now.toSeconds() / whole.toSeconds();
    int done = Math.toIntExact(filled);
    var text =
        "            "
            + screen.signs().one().repeat(done)
            + screen.signs().other().repeat(PROGRESS - done)
            + " "
            + (whole.isZero() ? "" : clock(now) + " of " + clock(whole) + "  ")
            + what;
    return screen.ink(Ink.BOLD, Wrapping.shortened(text, screen.width(), screen.signs().cut()));
  }

  /** {@code 10 % 1.0.0 161 ████████░░ 17 2.0.1}: who served since the share is what it is. */
  String split(int share, String from, String to, Traffic.Count count) {
    int one = count.served(from);
    int other = count.served(to);
    int room = screen.width() - BESIDE - from.length() - to.length();
    int part = one + other == 0 ? 0 : (int) Math.round((double) room * other / (one + other));
    // whoever served at all is seen
    part = Math.clamp(part, other > 0 ? 1 : 0, one > 0 ? room - 1 : room);
    var bar =
        one + other == 0
            ? " ".repeat(room)
            : screen.ink(Ink.ONE, screen.signs().one().repeat(room - part))
                + screen.ink(Ink.OTHER, screen.signs().other().repeat(part));
    var failed = count.failed() + " failed";
    return "     "
        + "%3d %%  ".formatted(share)
        + screen.ink(Ink.ONE, from)
        + " %5d ".formatted(one)
        + bar
        + " %5d ".formatted(other)
        + screen.ink(Ink.OTHER, to)
        + "  "
        + screen.ink(count.failed() == 0 ? Ink.FAINT : Ink.BAD, failed);
  }

  /** Who served the customers, phase by phase. */
  List<String> table(Traffic traffic) {
    var releases = List.copyOf(traffic.releases());
    int name = screen.width() - 2 - 9 * (releases.size() + 1);
    var lines = new ArrayList<String>();
    var head = new StringBuilder("  " + Screen.pad("Requests served by", name));
    releases.forEach(release -> head.append("%9s".formatted(release)));
    lines.add(screen.ink(Ink.BOLD, head + "%9s".formatted("failed")));
    traffic.phases().forEach((phase, count) -> lines.add(row(phase, name, releases, count)));
    return lines;
  }

  private String row(String phase, int name, List<String> releases, Traffic.Count count) {
    var cut = Wrapping.shortened(phase, name, screen.signs().cut());
    var row = new StringBuilder("  " + Screen.pad(cut, name));
    for (var release : releases) {
      int served = count.served(release);
      row.append("%9s".formatted(served == 0 ? "" : served));
    }
    var failed = "%9d".formatted(count.failed());
    return row + (count.failed() == 0 ? failed : screen.ink(Ink.BAD, failed));
  }

  /** {@code 1:03}. */
  static String clock(Duration duration) {
    return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
