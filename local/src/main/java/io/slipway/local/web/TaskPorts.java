package io.slipway.local.web;

import io.slipway.local.account.ecs.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Gives each running task a port of its own on 127.0.0.1; all of them are one connector's, so that
 * many tasks cost no more threads than one.
 *
 * <p>A task that is told to end refuses new connections, closes those that are idle and lets the
 * others finish their request; one that is killed cuts off what it has.
 */
final class TaskPorts implements Containers, Connection.Listener {

  private static final int BACKLOG = 128;

  private final ServerConnector connector;
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Map<Integer, Place> byPort = new ConcurrentHashMap<>();

  /** A task's port, with the connections to it. */
  private static final class Place {

    private final String address;
    private final int port;
    private final ServerSocketChannel channel;
    private final Set<EndPoint> connections = ConcurrentHashMap.newKeySet();
    private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    Place(String address, int port, ServerSocketChannel channel) {
      this.address = address;
      this.port = port;
      this.channel = channel;
    }

    void refuse() {
      ending = true;
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close port " + port, e);
      }
    }
  }

  TaskPorts(ServerConnector connector) {
    this.connector = connector;
  }

  /** The port of the task at the address; empty where nothing listens. */
  Optional<Integer> port(String address) {
    return Optional.ofNullable(places.get(address))
        .filter(place -> !place.ending)
        .map(place -> place.port);
  }

  @Override
  public void start(String address) {
    places.computeIfAbsent(address, this::open);
  }

  private Place open(String address) {
    try {
      var channel = ServerSocketChannel.open();
      channel.bind(WebFront.loopback(0), BACKLOG);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      var place = new Place(address, port, channel);
      byPort.put(port, place);
      var unused = Thread.ofVirtual().name("task " + address).start(() -> accept(channel));
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("no port is left for the task at " + address, e);
    }
  }

  /**
   * A thread for each port, so that closing it takes effect at once; virtual, so that it is free.
   */
  private void accept(ServerSocketChannel channel) {
    try {
      while (true) {
        var connection = channel.accept();
        connection.configureBlocking(false);
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connector.getSelectorManager().accept(connection);
      }
    } catch (ClosedChannelException e) {
      // the task has been told to end
    } catch (IOException e) {
      throw new UncheckedIOException("cannot accept connections", e);
    }
  }

  @Override
  public void terminate(String address) {
    var place = places.get(address);
    if (place != null) {
      place.refuse();
      connector
          .getExecutor()
          .execute(
              () ->
                  place.connections.stream()
                      .filter(connection -> !place.busy.contains(connection))
                      .forEach(EndPoint::close));
    }
  }

  @Override
  public void kill(String address) {
    var place = places.remove(address);
    if (place != null) {
      place.refuse();
      connector
          .getExecutor()
          .execute(
              () -> {
                place.connections.forEach(EndPoint::close);
                byPort.remove(place.port, place);
              });
    }
  }

  @Override
  public void onOpened(Connection connection) {
    place(connection.getEndPoint())
        .ifPresentOrElse(
            place -> place.connections.add(connection.getEndPoint()),
            () -> connection.getEndPoint().close());
  }

  @Override
  public void onClosed(Connection connection) {
    place(connection.getEndPoint())
        .ifPresent(place -> place.connections.remove(connection.getEndPoint()));
  }

  /** The address of the task that got the request, until {@link #answered}; empty for none. */
  Optional<String> asked(Request request) {
    var connection = endPoint(request);
    var found = place(connection);
    found.ifPresent(place -> place.busy.add(connection));
    return found.map(place -> place.address);
  }

  /** The request has its answer. */
  void answered(Request request) {
    var connection = endPoint(request);
    place(connection).ifPresent(place -> place.busy.remove(connection));
  }

  /** Whether the request's task has been told to end, so that its connection is to be closed. */
  boolean ending(Request request) {
    return place(endPoint(request)).map(place -> place.ending).orElse(true);
  }

  /** Cuts off the request's connection, as a process does that dies. */
  static void cutOff(Request request) {
    endPoint(request).close();
  }

  private static EndPoint endPoint(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private Optional<Place> place(EndPoint connection) {
    return connection.getLocalSocketAddress() instanceof InetSocketAddress local
        ? Optional.ofNullable(byPort.get(local.getPort()))
        : Optional.empty();
  }
}
