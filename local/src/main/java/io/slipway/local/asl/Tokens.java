package io.slipway.local.asl;

import java.util.Collection;
import java.util.Optional;

/** Finds the task that waits for a token. */
final class Tokens {

  /** A frame that holds a token, and who may go on with it. */
  record Holder(Interpreter interpreter, Frame frame) {}

  private Tokens() {}

  /** Throws {@link TokenRefused}, which tells a token that is spent from one that never was. */
  static Holder find(Collection<Interpreter> interpreters, String token) {
    return holder(interpreters, token)
        .orElseThrow(
            () ->
                new TokenRefused(
                    interpreters.stream()
                        .anyMatch(one -> one.run().execution().spentTokens.contains(token))));
  }

  static Optional<Holder> holder(Collection<Interpreter> interpreters, String token) {
    return interpreters.stream()
        .filter(interpreter -> interpreter.run().execution().isRunning())
        .flatMap(
            interpreter ->
                Frames.all(interpreter.run().execution().root)
                    .filter(frame -> holds(frame, token))
                    .map(frame -> new Holder(interpreter, frame)))
        .findFirst();
  }

  private static boolean holds(Frame frame, String token) {
    return frame.phase == Phase.CALLED && token.equals(frame.call.token);
  }
}
