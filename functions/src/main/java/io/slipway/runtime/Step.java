package io.slipway.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One Task state of a state machine: reads its input strictly, runs, writes its output.
 *
 * <p>What it throws reaches the state machine under the class's name; see {@link io.slipway.domain}
 * for the names that machines react to.
 */
public abstract class Step<I, O> implements RequestStreamHandler {

  private final Class<I> inputType;

  protected Step(Class<I> inputType) {
    this.inputType = inputType;
  }

  /** Does the work. May run again with the same input, and then leaves the same state behind. */
  protected abstract O run(I input);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    out.write(Json.bytes(attempt(read(Json.parse(in.readAllBytes())))));
  }

  /** What comes through here unwrapped is mostly of the tables. */
  private O attempt(I input) {
    try {
      return run(input);
    } catch (SdkException e) {
      throw SdkErrors.translated("complete " + getClass().getSimpleName(), e);
    }
  }

  private I read(JsonNode tree) {
    try {
      return Json.read(tree, inputType);
    } catch (Rejected e) {
      throw new IllegalArgumentException(
          "the state machine sent what "
              + getClass().getSimpleName()
              + " does not take: "
              + e.getMessage(),
          e);
    }
  }
}
