package io.slipway.api;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.spec.reading.WrittenAs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /schemas/{name}}: the JSON Schema of a form of specifications, for editors. Anybody
 * may have it, and keep it for an hour.
 */
public final class GetSchema extends Route {

  private static final String SUFFIX = ".json";

  public GetSchema() {
    this(Platform.fromEnvironment());
  }

  /** What it tells is part of it: nothing of the platform is needed. */
  public GetSchema(Platform unusedPlatform) {}

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    return new Tagged("application/schema+json", schema(call.path("name")))
        .answer(call)
        .with("cache-control", "public, max-age=3600");
  }

  private static String schema(String asked) {
    var name =
        asked.endsWith(SUFFIX) ? asked.substring(0, asked.length() - SUFFIX.length()) : asked;
    var form =
        Arrays.stream(WrittenAs.values())
            .filter(known -> known.toString().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(asked));
    try (var resource = GetSchema.class.getResourceAsStream("/schemas/" + form + SUFFIX)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + form, e);
    }
  }

  private static Rejected unknown(String asked) {
    return new Rejected(
        404,
        "unknown-schema",
        "there is no schema "
            + Quoted.of(asked)
            + "; there are "
            + Arrays.stream(WrittenAs.values())
                .map(form -> form + SUFFIX)
                .collect(Collectors.joining(", ")));
  }
}
