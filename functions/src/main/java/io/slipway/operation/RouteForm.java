package io.slipway.operation;

import io.slipway.domain.CanaryRoute;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a caller asks to have some requests always go to the next release.
 *
 * @see CanaryRoute for what the fields mean
 */
public record RouteForm(Optional<HeaderForm> header, Optional<CookieForm> cookie) {

  /** By a header. */
  public record HeaderForm(String name, List<String> values) {}

  /** By a cookie. */
  public record CookieForm(String name, String value) {}

  private static final String FIELD = "route";
  private static final String HEADER = FIELD + ".header";
  private static final String COOKIE = FIELD + ".cookie";

  /** The route; empty where something is wrong with it, which is then noted. */
  Optional<CanaryRoute> read(Problems problems) {
    if (header.isPresent() == cookie.isPresent()) {
      problems.add(FIELD, "either header or cookie is required");
      return Optional.empty();
    }
    int before = problems.count();
    header.ifPresent(form -> check(form, problems));
    cookie.ifPresent(form -> check(form, problems));
    if (problems.count() > before) {
      return Optional.empty();
    }
    return header
        .map(form -> CanaryRoute.by(new CanaryRoute.Header(form.name(), form.values())))
        .or(
            () ->
                cookie.map(
                    form -> CanaryRoute.by(new CanaryRoute.Cookie(form.name(), form.value()))));
  }

  private static void check(HeaderForm form, Problems problems) {
    var name = form.name().toLowerCase(Locale.ROOT);
    if (!CanaryRoute.Header.isName(form.name())) {
      problems.add(
          HEADER + ".name",
          "a header's name of at most "
              + CanaryRoute.LONGEST_NAME
              + " characters is expected, but got "
              + Quoted.of(form.name()));
    } else if (Set.of("host", "cookie").contains(name)) {
      problems.add(
          HEADER + ".name",
          name.equals("host")
              ? "the host is that of the application and cannot be another"
              : "a cookie is asked for by route.cookie");
    }
    var values = form.values();
    if (values.isEmpty() || values.size() > CanaryRoute.MOST_VALUES) {
      problems.add(
          HEADER + ".values",
          "1 to " + CanaryRoute.MOST_VALUES + " values are allowed, but got " + values.size());
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!CanaryRoute.Header.isValue(values.get(i))) {
        problems.add(
            HEADER + ".values[" + i + "]",
            "1 to "
                + CanaryRoute.LONGEST_VALUE
                + " printable ASCII characters are allowed, no backslash, no space at either end,"
                + " but got "
                + Quoted.of(values.get(i)));
      }
    }
    long wildcards = CanaryRoute.Header.wildcards(values);
    if (wildcards > CanaryRoute.MOST_WILDCARDS) {
      problems.add(
          HEADER + ".values",
          "at most "
              + CanaryRoute.MOST_WILDCARDS
              + " wildcards (* and ?) are allowed, but got "
              + wildcards);
    }
    if (values.stream().map(value -> value.toLowerCase(Locale.ROOT)).distinct().count()
        < values.size()) {
      problems.add(HEADER + ".values", "each value is allowed once; case does not tell them apart");
    }
  }

  private static void check(CookieForm form, Problems problems) {
    int before = problems.count();
    if (!CanaryRoute.Cookie.isName(form.name())) {
      problems.add(
          COOKIE + ".name",
          "letters, digits, '.', '_' and '-' are allowed, but got " + Quoted.of(form.name()));
    }
    if (!CanaryRoute.Cookie.isValue(form.value())) {
      problems.add(
          COOKIE + ".value",
          "letters, digits and ._~%:@/=!- are allowed, but got " + Quoted.of(form.value()));
    }
    int length = CanaryRoute.Cookie.pattern(form.name(), form.value()).length();
    if (problems.count() == before && length > CanaryRoute.LONGEST_VALUE) {
      problems.add(
          COOKIE,
          "name and value are too long for a listener rule: its pattern would have "
              + length
              + " characters, and "
              + CanaryRoute.LONGEST_VALUE
              + " are allowed");
    }
  }
}
