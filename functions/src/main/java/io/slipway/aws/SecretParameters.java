package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Secret;
import io.slipway.runtime.Platform;
import io.slipway.runtime.SdkErrors;
import io.slipway.runtime.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * Encrypted values in Parameter Store: written once under a path of their own, deleted, and never
 * read. Whoever runs them reads them.
 *
 * <p>What AWS says about a value that it does not take may repeat the value, so that nothing of it
 * but its code comes out of here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">
 *     PutParameter</a>
 */
public final class SecretParameters {

  /** The most bytes of a value, in UTF-8: those of an advanced parameter. */
  public static final int LONGEST_VALUE = 8 * 1024;

  /** The most bytes of a value that costs nothing to keep. */
  private static final int LONGEST_STANDARD = 4 * 1024;

  /** As many names as DeleteParameters takes. */
  public static final int BATCH = 10;

  /** As many values as a filter of DescribeParameters takes. */
  private static final int MOST_NAMED = 50;

  private final SsmClient ssm;
  private final Settings settings;

  public SecretParameters(Platform platform) {
    this.ssm = platform.ssm();
    this.settings = platform.settings();
  }

  /**
   * Writes a value where none has been. What is there already was written by a call whose answer
   * was lost: nobody else writes under the path of this version.
   *
   * @param name in Parameter Store, with its path
   * @throws RetryLater where Parameter Store is busy
   * @throws Rejected 409 where the account has as many parameters as it may have
   * @throws AwsRefused without the value
   */
  public void write(String name, Secret value, Map<String, String> tags) {
    var key = settings.get("PARAMETERS_KEY");
    boolean large = value.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_STANDARD;
    quietly(
        "write the parameter " + name,
        () -> {
          try {
            ssm.putParameter(
                request ->
                    request
                        .name(name)
                        .value(value.value())
                        .type(ParameterType.SECURE_STRING)
                        .keyId(key)
                        .tier(large ? ParameterTier.ADVANCED : ParameterTier.STANDARD)
                        .overwrite(false)
                        .tags(
                            tags.entrySet().stream()
                                .map(tag -> tag(tag.getKey(), tag.getValue()))
                                .toList()));
          } catch (ParameterAlreadyExistsException e) {
            // written before, under a path that is this version's alone
          }
        });
  }

  /** Deletes parameters; does nothing about those that are gone. */
  public void delete(List<String> names) {
    for (int from = 0; from < names.size(); from += BATCH) {
      var batch = names.subList(from, Math.min(from + BATCH, names.size()));
      quietly("delete parameters", () -> ssm.deleteParameters(request -> request.names(batch)));
    }
  }

  /**
   * Which of these parameters there are. Their values are not read.
   *
   * @param names with their paths
   */
  public Set<String> existing(List<String> names) {
    var found = new HashSet<String>();
    for (int from = 0; from < names.size(); from += MOST_NAMED) {
      var batch = names.subList(from, Math.min(from + MOST_NAMED, names.size()));
      AwsErrors.calling(
              "look for parameters",
              () ->
                  ssm
                      .describeParametersPaginator(
                          request ->
                              request.parameterFilters(
                                  ParameterStringFilter.builder()
                                      .key("Name")
                                      .option("Equals")
                                      .values(batch)
                                      .build()))
                      .stream()
                      .flatMap(page -> page.parameters().stream())
                      .map(ParameterMetadata::name)
                      .toList())
          .forEach(found::add);
    }
    return found;
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static void quietly(String doing, Runnable call) {
    try {
      call.run();
    } catch (ParameterLimitExceededException e) {
      throw new Rejected(
          409,
          "too-many-parameters",
          "cannot "
              + doing
              + ": the account has as many parameters as AWS lets it have (10,000 up to 4 KiB,"
              + " 100,000 larger ones)");
    } catch (SdkException e) {
      throw withoutValue(doing, e);
    }
  }

  private static RuntimeException withoutValue(String doing, SdkException e) {
    var code =
        e instanceof AwsServiceException answered && answered.awsErrorDetails() != null
            ? " (" + answered.awsErrorDetails().errorCode() + ")"
            : "";
    var message = "cannot " + doing + code;
    return SdkErrors.translated(doing, e) instanceof RetryLater
        ? new RetryLater(message)
        : new AwsRefused(message);
  }
}
