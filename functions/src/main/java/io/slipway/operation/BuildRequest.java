package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for an image of a commit.
 *
 * @param webhook whose repository and settings; may be absent where the application has one only
 * @param branch as it is now; one of branch, tag and commit is given
 * @param commit all of its digits, or at least 7
 * @param version a tag that the image gets besides that of its commit; that of {@code tag} where it
 *     is absent
 */
public record BuildRequest(
    ApplicationName applicationName,
    Optional<String> webhook,
    Optional<String> branch,
    Optional<String> tag,
    Optional<String> commit,
    Optional<String> version) {

  public BuildRequest {
    var given = Stream.of(branch, tag, commit).filter(Optional::isPresent).count();
    if (given != 1) {
      throw Rejected.invalid(
          "branch", "one of branch, tag and commit is expected, but got " + given);
    }
    version.ifPresent(text -> imageTag("version", text));
  }

  /** A request of a full commit, as a pipeline makes it. */
  public static BuildRequest of(
      ApplicationName application, String webhook, String commit, Optional<ImageTag> version) {
    return new BuildRequest(
        application,
        Optional.of(webhook),
        Optional.empty(),
        Optional.empty(),
        Optional.of(commit),
        version.map(ImageTag::value));
  }

  /** What is to be built. */
  SourceVersion source() {
    return Stream.of(
            branch.map(SourceVersion::branch),
            tag.map(SourceVersion::tag),
            commit.map(SourceVersion::commit))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  /** The version; a slash of a git tag, which no image's tag may have, becomes a hyphen. */
  Optional<ImageTag> imageTag() {
    return version
        .map(text -> imageTag("version", text))
        .or(() -> tag.map(name -> imageTag("tag", name.replace('/', '-'))));
  }

  private static ImageTag imageTag(String field, String text) {
    try {
      return new ImageTag(text);
    } catch (Rejected e) {
      var faults = List.copyOf(e.faults());
      throw Rejected.invalid(
          field,
          faults.getFirst().message()
              + (field.equals("tag") ? "; give version for the image's tag" : ""));
    }
  }
}
