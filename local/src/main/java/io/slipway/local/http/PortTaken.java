package io.slipway.local.http;

/** Another program listens on the port. */
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PortTaken(int port, Exception cause) {
    super(
        "port %d is taken: stop what listens there, or give another one: ./slipway local --port %d"
            .formatted(port, port < 65_535 ? port + 1 : port - 1),
        cause);
  }
}
