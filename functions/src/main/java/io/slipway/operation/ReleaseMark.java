package io.slipway.operation;

import io.slipway.domain.OperationRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The mark of a revision that an operation has made in one place: the same for the same operation,
 * place and content, so that making it again finds it, and undoing it finds it, too.
 */
public final class ReleaseMark {

  private ReleaseMark() {}

  /** {@code image} and the revision that is copied, which never changes, are its content. */
  public static String of(OperationRef ref, PlaceRollout rollout, String image) {
    var text =
        String.join(
            "\n", ref.operationId(), rollout.place().name(), rollout.taskDefinition(), image);
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
