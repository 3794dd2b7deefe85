package io.slipway.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.BuildSettings.Architecture;
import io.slipway.domain.BuildSettings.Recipe;
import io.slipway.domain.BuildSettings.Size;
import io.slipway.domain.Environment;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.ScanPolicy;
import io.slipway.domain.ScanPolicy.Severity;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Build settings as people write them: read strictly, with everything wrong said at once. */
public final class BuildForms {

  private static final int LONGEST_PATH = 255;
  private static final int MOST_ARGUMENTS = 20;
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._@+-]+(/[A-Za-z0-9._@+-]+)*");
  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  /** What a build uses itself, or what would change what its commands are. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(AWS|CODEBUILD|SLIPWAY|DOCKER|BUILDKIT|LD|BASH|GIT)_.*|PATH|HOME|SHELL|IFS|ENV|PWD|USER");

  private static final Pattern CONNECTION =
      Pattern.compile(
          "arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]{36}");

  private static final Set<Environment> PARAMETERS =
      Set.of(Environment.DEV, Environment.QA, Environment.STAGE);

  private BuildForms() {}

  /** Settings as they are written. */
  record BuildForm(
      Optional<String> dockerfile,
      Optional<String> context,
      Optional<String> buildspec,
      Optional<String> architecture,
      Optional<String> size,
      Optional<List<String>> arguments,
      Optional<String> parametersOf,
      Optional<Boolean> cache,
      Optional<String> connection,
      Optional<Integer> timeoutMinutes,
      Optional<ScanForm> scan) {}

  /** What may be found, as it is written. */
  record ScanForm(Optional<String> highest, Optional<Boolean> unscanned) {}

  /**
   * The settings that are written.
   *
   * @param path of them in the document
   * @return empty where something is wrong, which is then said
   */
  public static Optional<BuildSettings> read(JsonNode written, String path, Problems problems) {
    int before = problems.count();
    var settings =
        Json.read(written, BuildForm.class, path, problems)
            .map(form -> new Reading(form, path, problems).settings());
    return problems.count() == before ? settings.map(Supplier::get) : Optional.empty();
  }

  /** What {@link #write} has written. */
  public static BuildSettings read(JsonNode written) {
    var problems = new Problems();
    var settings = read(written, "build", problems);
    problems.refuse();
    return settings.orElseThrow();
  }

  /** All of it, also what is usual. */
  public static JsonNode write(BuildSettings settings) {
    var written = JsonNodeFactory.instance.objectNode();
    switch (settings.recipe()) {
      case Recipe.Dockerfile file ->
          written.put("dockerfile", file.path()).put("context", file.context());
      case Recipe.Buildspec own -> written.put("buildspec", own.path());
    }
    written
        .put("architecture", settings.architecture().toString())
        .put("size", settings.size().toString());
    var arguments = written.putArray("arguments");
    settings.arguments().forEach(arguments::add);
    written.put("parametersOf", settings.parametersOf().toString()).put("cache", settings.cache());
    settings.connection().ifPresent(arn -> written.put("connection", arn));
    written.put("timeoutMinutes", settings.timeout().toMinutes());
    written
        .putObject("scan")
        .put("highest", settings.scan().highest().toString())
        .put("unscanned", settings.scan().unscanned());
    return written;
  }

  /** The reading of one form. */
  private record Reading(BuildForm form, String path, Problems problems) {

    /** The settings; to be asked for only where nothing is wrong. */
    Supplier<BuildSettings> settings() {
      var usual = BuildSettings.DEFAULT;
      form.dockerfile().ifPresent(file -> file("dockerfile", file));
      form.context().filter(folder -> !folder.equals(".")).ifPresent(on("context", this::file));
      form.buildspec().ifPresent(file -> file("buildspec", file));
      if (form.buildspec().isPresent()
          && (form.dockerfile().isPresent() || form.context().isPresent())) {
        wrong("buildspec", "a buildspec or a dockerfile is allowed, not both");
      }
      var architecture =
          word("architecture", form.architecture(), Architecture::find, Architecture.values());
      var size = word("size", form.size(), Size::find, Size.values());
      var highest =
          word(
              "scan.highest",
              form.scan().flatMap(ScanForm::highest),
              Severity::find,
              Severity.values());
      var environment =
          word(
              "parametersOf",
              form.parametersOf(),
              text ->
                  PARAMETERS.stream().filter(known -> known.toString().equals(text)).findFirst(),
              PARAMETERS.stream().sorted().toArray());
      form.arguments().ifPresent(this::arguments);
      form.connection()
          .filter(arn -> !CONNECTION.matcher(arn).matches())
          .ifPresent(
              arn ->
                  wrong(
                      "connection",
                      "the ARN of a connection is allowed, such as arn:aws:codeconnections:…, but got "
                          + Quoted.of(arn)));
      form.timeoutMinutes()
          .filter(
              minutes ->
                  minutes < BuildSettings.SHORTEST.toMinutes()
                      || minutes > BuildSettings.LONGEST.toMinutes())
          .ifPresent(
              minutes ->
                  wrong(
                      "timeoutMinutes",
                      BuildSettings.SHORTEST.toMinutes()
                          + " to "
                          + BuildSettings.LONGEST.toMinutes()
                          + " are allowed, but got "
                          + minutes));
      return () ->
          new BuildSettings(
              recipe(),
              architecture.orElse(usual.architecture()),
              size.orElse(usual.size()),
              form.arguments().orElse(usual.arguments()),
              environment.orElse(usual.parametersOf()),
              form.cache().orElse(usual.cache()),
              form.connection(),
              form.timeoutMinutes().map(Duration::ofMinutes).orElse(usual.timeout()),
              new ScanPolicy(
                  highest.orElse(usual.scan().highest()),
                  form.scan().flatMap(ScanForm::unscanned).orElse(usual.scan().unscanned())));
    }

    private Recipe recipe() {
      var usual = (Recipe.Dockerfile) BuildSettings.DEFAULT.recipe();
      return form.buildspec()
          .<Recipe>map(Recipe.Buildspec::new)
          .orElseGet(
              () ->
                  new Recipe.Dockerfile(
                      form.dockerfile().orElse(usual.path()),
                      form.context().orElse(usual.context())));
    }

    private Consumer<String> on(String field, BiConsumer<String, String> check) {
      return value -> check.accept(field, value);
    }

    private void file(String field, String name) {
      boolean allowed =
          name.length() <= LONGEST_PATH
              && PATH.matcher(name).matches()
              && Arrays.stream(name.split("/", -1))
                  .noneMatch(part -> part.equals(".") || part.equals("..") || part.startsWith("-"));
      if (!allowed) {
        wrong(
            field,
            "a path in the repository is allowed, such as docker/Dockerfile, but got "
                + Quoted.of(name));
      }
    }

    private void arguments(List<String> names) {
      if (names.size() > MOST_ARGUMENTS) {
        wrong("arguments", "at most " + MOST_ARGUMENTS + " are allowed, but got " + names.size());
      }
      var seen = new HashSet<String>();
      for (int i = 0; i < names.size(); i++) {
        var name = names.get(i);
        var field = "arguments[" + i + "]";
        if (!ARGUMENT.matcher(name).matches()) {
          wrong(field, "the name of a parameter is allowed, but got " + Quoted.of(name));
        } else if (RESERVED.matcher(name).matches()) {
          wrong(field, Quoted.of(name) + " is what the build itself uses");
        } else if (!seen.add(name)) {
          wrong(field, "the same name twice: " + Quoted.of(name));
        }
      }
    }

    private <T> Optional<T> word(
        String field, Optional<String> text, Function<String, Optional<T>> find, Object[] known) {
      var found = text.flatMap(find);
      if (text.isPresent() && found.isEmpty()) {
        wrong(
            field,
            Arrays.stream(known).map(Object::toString).collect(Collectors.joining(", "))
                + " are allowed, but got "
                + Quoted.of(text.get()));
      }
      return found;
    }

    private void wrong(String field, String message) {
      problems.add(path + "." + field, message);
    }
  }
}
