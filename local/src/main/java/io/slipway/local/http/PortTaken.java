package io.slipway.local.http;

/** Another program listens on the port. */
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param option of {@code ./slipway local} that sets it
   */
  public PortTaken(int port, String option, Exception cause) {
    super(
        "port %d is taken: stop what listens there, or give another one: ./slipway local %s %d"
            .formatted(port, option, port < 65_535 ? port + 1 : port - 1),
        cause);
  }
}
