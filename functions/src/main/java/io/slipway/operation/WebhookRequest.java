package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.TokenSecrets;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Problems;
import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.Secret;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.WebhookKey;
import io.slipway.runtime.Json;
import io.slipway.runtime.Settings;
import io.slipway.spec.BuildForms;
import io.slipway.spec.PipelineRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as callers ask for it.
 *
 * @param repositoryId the provider's number of the repository, as number or text
 * @param repository its name
 * @param rules the usual ones where they are absent
 * @param token the name or ARN of the secret that has a token of the provider's API
 * @param build how images are built; as usual where it is absent
 * @param allowLegacyToken whether GitLab's {@code X-Gitlab-Token} is enough
 * @param secret that the provider has made; made here where it is absent
 */
public record WebhookRequest(
    Provider provider,
    JsonNode repositoryId,
    String repository,
    Optional<JsonNode> rules,
    Optional<String> token,
    Optional<JsonNode> build,
    Optional<Boolean> allowLegacyToken,
    Optional<String> secret) {

  /** Of the rules as they are written down: a secret has room for 64 KiB. */
  private static final int LONGEST_RULES = 48 * 1024;

  /**
   * What is meant.
   *
   * @param secret that a caller has brought
   */
  public record Wish(
      SourceRepository source,
      List<PipelineRule> rules,
      Optional<String> token,
      BuildSettings build,
      boolean legacyToken,
      Optional<Secret> secret) {}

  /**
   * Reads a request.
   *
   * @throws Rejected 400 with everything that is wrong with it, and not a word of its secret
   */
  public static Wish read(byte[] body, Settings settings) {
    var problems = new Problems();
    var request = Json.read(Json.parseSecrets(body), WebhookRequest.class, "body", problems);
    var wish = request.map(form -> form.wish(settings, problems));
    problems.refuse();
    return wish.orElseThrow();
  }

  private Wish wish(Settings settings, Problems problems) {
    int before = problems.count();
    var id = repositoryId.isIntegralNumber() ? repositoryId.asText() : repositoryId.textValue();
    note("repositoryId", SourceRepository.idFault(id == null ? "" : id), problems);
    note("repository", SourceRepository.nameFault(provider, repository), problems);
    token.ifPresent(name -> note("token", TokenSecrets.fault(settings, name), problems));
    secret.ifPresent(
        text -> note("secret", WebhookKey.fault(provider, new Secret(text)), problems));
    if (allowLegacyToken.orElse(false) && provider != Provider.GITLAB) {
      problems.add("allowLegacyToken", "is for gitlab only");
    }
    var read =
        rules
            .map(list -> PipelineRules.read(list, "rules", problems))
            .orElse(PipelineRule.DEFAULTS);
    var settled =
        build
            .flatMap(form -> BuildForms.read(form, "build", problems))
            .orElse(BuildSettings.DEFAULT);
    int length = Json.text(PipelineRules.write(read)).getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_RULES) {
      problems.add("rules", "at most " + LONGEST_RULES + " bytes are allowed, but got " + length);
    }
    return problems.count() > before
        ? null
        : new Wish(
            new SourceRepository(provider, id, repository),
            read,
            token,
            settled,
            allowLegacyToken.orElse(false),
            secret.map(Secret::new));
  }

  private static void note(String field, Optional<String> fault, Problems problems) {
    fault.ifPresent(why -> problems.add(field, why));
  }
}
