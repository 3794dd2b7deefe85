package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.CommitId;
import io.slipway.domain.ImageTag;
import io.slipway.domain.SourceRepository;
import io.slipway.runtime.Json;
import io.slipway.spec.BuildForms;
import io.slipway.store.Operation;
import java.util.Optional;

/**
 * Which commit becomes an image, and how.
 *
 * @param repository the application's, in ECR
 * @param registry the URI of that, without a tag
 * @param token the name or ARN of the secret with which the source is fetched; never the token
 * @param asked what was asked for: {@code branch main}
 * @param version the tag that the image gets besides that of its commit
 * @param settings as {@link BuildForms} writes them
 */
public record BuildPlan(
    ApplicationName application,
    String repository,
    String registry,
    String webhook,
    SourceRepository source,
    Optional<String> token,
    String asked,
    CommitId commit,
    Optional<ImageTag> version,
    JsonNode settings) {

  /** The plan of an operation. */
  public static BuildPlan of(Operation operation) {
    return Json.read(operation.plan(), BuildPlan.class);
  }

  /** The tag that every image has: its commit. */
  public ImageTag tag() {
    return new ImageTag(commit.value());
  }

  public BuildSettings how() {
    return BuildForms.read(settings);
  }
}
