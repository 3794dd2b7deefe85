package io.slipway.spec.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says where in the document of a caller a part of the specification came from, so that what is
 * wrong with it is said in the caller's words.
 */
public final class Origins {

  private static final Pattern PARTS = Pattern.compile("(?=[.\\[])");

  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Naming naming;

  public Origins(Naming naming) {
    this.naming = naming;
  }

  /** Everything at and below {@code path} came from {@code origin}. */
  public Origins place(String path, String origin) {
    places.put(path, origin);
    return this;
  }

  /** The key {@code name} is called {@code origin} there, at any depth. */
  public Origins name(String name, String origin) {
    names.put(name, origin);
    return this;
  }

  /** The place in the caller's document. */
  public String of(String path) {
    var known = "";
    for (var place : places.keySet()) {
      if (place.length() >= known.length() && isAt(path, place)) {
        known = place;
      }
    }
    var rest = path.substring(known.length());
    var shown = new StringBuilder(places.getOrDefault(known, ""));
    PARTS
        .splitAsStream(rest)
        .forEach(part -> shown.append(part.startsWith(".") ? "." + name(part.substring(1)) : part));
    return shown.indexOf(".") == 0 ? shown.substring(1) : shown.toString();
  }

  private String name(String key) {
    return names.getOrDefault(key, naming.key(key));
  }

  private static boolean isAt(String path, String place) {
    return path.startsWith(place)
        && (path.length() == place.length()
            || path.charAt(place.length()) == '.'
            || path.charAt(place.length()) == '[');
  }

  /** Says in the caller's words what is said in those of the specification. */
  public Said to(Said problems) {
    return (path, message) -> problems.add(of(path), message);
  }
}
