package io.slipway.local.data;

/** A data folder that cannot be used; the message says why and what to do. */
public final class DataFolderRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataFolderRefused(String message) {
    super(message);
  }

  public DataFolderRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
