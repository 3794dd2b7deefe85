package io.slipway.local.lambda;

/** Ends a handler's thread at once, as when its process is killed; nothing of it is reported. */
public final class SandboxCrashed extends Error {

  private static final long serialVersionUID = 1L;

  public SandboxCrashed() {
    super("the sandbox has ended", null, false, false);
  }
}
