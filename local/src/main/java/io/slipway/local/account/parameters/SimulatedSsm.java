package io.slipway.local.account.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * Parameters with versions; a SecureString is readable only with decryption. Labels and policies
 * are not modelled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">
 *     PutParameter: names, tiers, tags on creation only, 100 versions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">
 *     Tiers: 10,000 of 4 KB, 100,000 of 8 KB</a>
 */
public final class SimulatedSsm implements SsmClient, Durable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-/]{1,1011}");
  private static final Pattern RESERVED = Pattern.compile("(?i)/?(aws|ssm).*");
  private static final Pattern NESTED = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);
  private static final int MOST_LEVELS = 15;
  private static final int MOST_NAMES_A_CALL = 10;
  private static final int MOST_VERSIONS = 100;
  private static final int MOST_A_PAGE = 10;

  /** Every version, by name and version; tier and tags by name. */
  private static final class State {
    private final NavigableMap<String, Parameter> versions = new TreeMap<>();
    private final NavigableMap<String, Map<String, String>> tags = new TreeMap<>();
    private final NavigableSet<String> advanced = new TreeSet<>();
  }

  private final Kernel kernel;
  private State state = new State();
  private int mostStandard = 10_000;
  private int mostAdvanced = 100_000;

  public SimulatedSsm(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    return kernel.call(
        () -> {
          check(request);
          var old = latest(request.name());
          if (old.isPresent() && !Boolean.TRUE.equals(request.overwrite())) {
            throw AwsErrors.badRequest(
                ParameterAlreadyExistsException.builder(),
                "Ssm",
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in"
                    + " the request to true.");
          }
          requireRoom(request, old.isPresent());
          if (request.tier() == ParameterTier.ADVANCED) {
            state.advanced.add(request.name());
          }
          if (request.hasTags()) {
            var tags = new TreeMap<String, String>();
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            state.tags.put(request.name(), tags);
          }
          long version = old.map(Parameter::version).orElse(0L) + 1;
          var type = request.type() != null ? request.type() : old.orElseThrow().type();
          state.versions.put(
              key(request.name(), version),
              Parameter.builder()
                  .name(request.name())
                  .type(type)
                  .value(request.value())
                  .version(version)
                  .lastModifiedDate(kernel.now())
                  .arn(kernel.arn("ssm", "parameter/" + request.name().replaceFirst("^/", "")))
                  .dataType("text")
                  .build());
          state.versions.remove(key(request.name(), version - MOST_VERSIONS));
          kernel.changed(this);
          return PutParameterResponse.builder().version(version).build();
        });
  }

  private void check(PutParameterRequest request) {
    if (request.name() == null || !NAME.matcher(request.name()).matches()) {
      throw validation("Parameter name: can't be empty, and can have only a-zA-Z0-9_.-/");
    }
    if (RESERVED.matcher(request.name()).matches()) {
      throw validation("Parameter name: can't be prefixed with \"aws\" or \"ssm\"");
    }
    if (request.name().chars().filter(c -> c == '/').count() > MOST_LEVELS) {
      throw AwsErrors.badRequest(
          HierarchyLevelLimitExceededException.builder(),
          "Ssm",
          "HierarchyLevelLimitExceededException",
          "A hierarchy can have a maximum of 15 levels.");
    }
    checkValue(request);
    if (Boolean.TRUE.equals(request.overwrite()) && !request.tags().isEmpty()) {
      throw validation(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag.");
    }
    if (request.type() == null && latest(request.name()).isEmpty()) {
      throw validation("A parameter type is required when you create a parameter.");
    }
  }

  private void checkValue(PutParameterRequest request) {
    if (request.value() == null || request.value().isEmpty()) {
      throw validation("Parameter value can't be empty");
    }
    if (NESTED.matcher(request.value()).find()) {
      throw validation("Parameter value can't nest another parameter.");
    }
    boolean advanced = isAdvanced(request);
    int longest = advanced ? 8192 : 4096;
    if (request.value().getBytes(StandardCharsets.UTF_8).length > longest) {
      throw validation(
          (advanced ? "Advanced" : "Standard")
              + " tier parameters support a maximum parameter value of "
              + longest
              + " characters.");
    }
  }

  /** What is advanced stays so. */
  private boolean isAdvanced(PutParameterRequest request) {
    return request.tier() == ParameterTier.ADVANCED || state.advanced.contains(request.name());
  }

  private void requireRoom(PutParameterRequest request, boolean there) {
    int most = isAdvanced(request) ? mostAdvanced : mostStandard;
    long now =
        isAdvanced(request) ? state.advanced.size() : names().size() - (long) state.advanced.size();
    if (!there && now >= most) {
      throw AwsErrors.badRequest(
          ParameterLimitExceededException.builder(),
          "Ssm",
          "ParameterLimitExceeded",
          "You have exceeded the number of parameters for this AWS account.");
    }
  }

  /** Lets the account have other numbers of parameters than a new one may. */
  public void limitTo(int standard, int advanced) {
    mostStandard = standard;
    mostAdvanced = advanced;
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return kernel.call(
        () -> {
          if (latest(request.resourceId()).isEmpty()) {
            throw AwsErrors.badRequest(
                InvalidResourceIdException.builder(),
                "Ssm",
                "InvalidResourceId",
                "The resource ID isn't valid.");
          }
          return ListTagsForResourceResponse.builder()
              .tagList(
                  state.tags.getOrDefault(request.resourceId(), Map.of()).entrySet().stream()
                      .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                      .toList())
              .build();
        });
  }

  /** By names only: {@code Name Equals …}. */
  @Override
  public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
    return kernel.call(
        () -> {
          var filters = request.parameterFilters();
          if (filters.size() != 1
              || !"Name".equals(filters.getFirst().key())
              || !"Equals".equals(filters.getFirst().option())) {
            throw validation("local mode knows the filter Name Equals only");
          }
          return DescribeParametersResponse.builder()
              .parameters(
                  filters.getFirst().values().stream()
                      .flatMap(name -> latest(name).stream())
                      .map(
                          found ->
                              ParameterMetadata.builder()
                                  .name(found.name())
                                  .type(found.type())
                                  .version(found.version())
                                  .build())
                      .toList())
              .build();
        });
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    return kernel.call(
        () ->
            GetParameterResponse.builder()
                .parameter(
                    latest(request.name())
                        .map(found -> shown(found, request.withDecryption()))
                        .orElseThrow(() -> notFound(request.name())))
                .build());
  }

  @Override
  public GetParametersResponse getParameters(GetParametersRequest request) {
    return kernel.call(
        () -> {
          var found = new ArrayList<Parameter>();
          var invalid = new ArrayList<String>();
          for (var name : request.names()) {
            latest(name)
                .ifPresentOrElse(
                    parameter -> found.add(shown(parameter, request.withDecryption())),
                    () -> invalid.add(name));
          }
          return GetParametersResponse.builder()
              .parameters(found)
              .invalidParameters(invalid)
              .build();
        });
  }

  @Override
  public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
    return kernel.call(
        () -> {
          var path = request.path().endsWith("/") ? request.path() : request.path() + "/";
          boolean recursive = Boolean.TRUE.equals(request.recursive());
          var found =
              names().stream()
                  .filter(name -> name.startsWith(path))
                  .filter(name -> recursive || name.indexOf('/', path.length()) < 0)
                  .map(name -> shown(latest(name).orElseThrow(), request.withDecryption()))
                  .toList();
          var page =
              Pages.of(
                  found,
                  request.nextToken(),
                  request.maxResults() == null
                      ? Integer.valueOf(MOST_A_PAGE)
                      : request.maxResults(),
                  MOST_A_PAGE,
                  SimulatedSsm::invalidToken);
          return GetParametersByPathResponse.builder()
              .parameters(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  /** Takes the parameter away with all its versions. */
  @Override
  public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
    return kernel.call(
        () -> {
          if (latest(request.name()).isEmpty()) {
            throw notFound(request.name());
          }
          remove(request.name());
          kernel.changed(this);
          return DeleteParameterResponse.builder().build();
        });
  }

  /** Takes up to ten away; tells which of them were there. */
  @Override
  public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
    return kernel.call(
        () -> {
          if (request.names().isEmpty() || request.names().size() > MOST_NAMES_A_CALL) {
            throw validation("Names: 1 to 10 items are allowed");
          }
          var there = new ArrayList<String>();
          var invalid = new ArrayList<String>();
          for (var name : request.names()) {
            (latest(name).isPresent() ? there : invalid).add(name);
          }
          there.forEach(this::remove);
          kernel.changed(this);
          return DeleteParametersResponse.builder()
              .deletedParameters(there)
              .invalidParameters(invalid)
              .build();
        });
  }

  private void remove(String name) {
    versions(name).clear();
    state.tags.remove(name);
    state.advanced.remove(name);
  }

  private List<String> names() {
    return state.versions.values().stream().map(Parameter::name).distinct().toList();
  }

  private Optional<Parameter> latest(String name) {
    return Optional.ofNullable(versions(name).lastEntry()).map(Map.Entry::getValue);
  }

  private NavigableMap<String, Parameter> versions(String name) {
    return state.versions.subMap(name + ":", true, name + ";", false);
  }

  /** A name has no colon, so that versions of two names never mix. */
  private static String key(String name, long version) {
    return "%s:%012d".formatted(name, version);
  }

  private static Parameter shown(Parameter parameter, Boolean decrypted) {
    return parameter.type() == ParameterType.SECURE_STRING && !Boolean.TRUE.equals(decrypted)
        ? parameter.toBuilder().value("encrypted:" + parameter.version()).build()
        : parameter;
  }

  private static RuntimeException notFound(String name) {
    return AwsErrors.badRequest(
        ParameterNotFoundException.builder(),
        "Ssm",
        "ParameterNotFound",
        "Parameter " + name + " not found.");
  }

  private static RuntimeException validation(String message) {
    return AwsErrors.badRequest(SsmException.builder(), "Ssm", "ValidationException", message);
  }

  private static RuntimeException invalidToken() {
    return AwsErrors.badRequest(
        InvalidNextTokenException.builder(),
        "Ssm",
        "InvalidNextToken",
        "The specified token isn't valid.");
  }

  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
