package io.slipway.local.simulation.fault;

import java.util.regex.Pattern;

/** A fault of a kind at a place: what a sweep tries one after the other. */
public record Cell(FaultKind kind, Site site) {

  private static final Pattern TEXT = Pattern.compile("([A-Z_]+)@([^/]+)/([^#]+)(?:#(\\d+))?");

  /** The cell that {@link #toString} writes so; throws {@link IllegalArgumentException}. */
  public static Cell of(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a cell is written KIND@holder/point#ordinal, but got " + text);
    }
    int ordinal = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
    return new Cell(
        FaultKind.valueOf(parts.group(1)), new Site(parts.group(2), parts.group(3), ordinal));
  }

  @Override
  public String toString() {
    return kind + "@" + site;
  }
}
