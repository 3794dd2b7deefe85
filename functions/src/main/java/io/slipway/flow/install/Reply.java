package io.slipway.flow.install;

import java.io.IOException;
import java.net.URI;

/** How CloudFormation hears what became of a custom resource. */
@FunctionalInterface
public interface Reply {

  /**
   * Puts {@code document} to the presigned {@code url} of the request.
   *
   * @throws IOException where it did not arrive; Lambda then runs the function again
   */
  void put(URI url, byte[] document) throws IOException;
}
