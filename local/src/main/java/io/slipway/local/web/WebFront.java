package io.slipway.local.web;

import io.slipway.local.account.Account;
import io.slipway.local.account.ecs.Containers;
import io.slipway.local.http.PortTaken;
import io.slipway.local.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The applications as their customers meet them: one port on 127.0.0.1, behind which the account's
 * load balancers choose by the Host header, and one port for each running task.
 */
public final class WebFront implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int MOST_THREADS = 32;

  /** Of a connection on which nothing happens, in this machine's time; a target's is longer. */
  private static final long IDLE_MILLIS = 60_000;

  private final ServerSocketChannel channel;
  private final int port;
  private Server server;
  private TaskPorts tasks;
  private Account account;

  private WebFront(ServerSocketChannel channel, int port) {
    this.channel = channel;
    this.port = port;
  }

  /**
   * Takes the port; nothing is served on it before {@link #serve}.
   *
   * @param port 0 for any that is free
   * @throws PortTaken where another program has it
   */
  public static WebFront bind(int port) {
    try {
      var channel = ServerSocketChannel.open();
      try {
        channel.bind(loopback(port), BACKLOG);
        return new WebFront(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (BindException e) {
      throw new PortTaken(port, "--traffic-port", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  /** Begins to answer, for the account as it is. */
  public void serve(Account served, Timeline timeline) {
    account = served;
    server = new Server(new QueuedThreadPool(MOST_THREADS));
    var balancing = connector(IDLE_MILLIS);
    var taskConnector = connector(2 * IDLE_MILLIS);
    tasks = new TaskPorts(taskConnector);
    taskConnector.addBean(tasks);
    var application = new TaskApplication(account, tasks, timeline);
    var balancer = new BalancerProxy(account, tasks, timeline, port);
    server.setHandler(
        new Handler.Sequence(new Only(balancing, balancer), new Only(taskConnector, application)));
    try {
      balancing.open(channel);
      taskConnector.open(ServerSocketChannel.open().bind(loopback(0), 1));
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot serve HTTP on port " + port, e);
    }
    account.ecs().runOn(tasks);
  }

  private ServerConnector connector(long idleMillis) {
    var settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    settings.setSendDateHeader(false);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(settings));
    connector.setIdleTimeout(idleMillis);
    server.addConnector(connector);
    return connector;
  }

  /** Where customers' requests go. */
  public int port() {
    return port;
  }

  /** Where the task at the address listens; empty where it does not. */
  Optional<Integer> portOf(String address) {
    return tasks.port(address);
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    try {
      if (account != null) {
        account.ecs().runOn(Containers.NONE);
        server.stop();
      }
      channel.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop serving HTTP on port " + port, e);
    }
  }

  /** A handler for requests that come in at one connector. */
  private static final class Only extends Handler.Wrapper {

    private final ServerConnector connector;

    Only(ServerConnector connector, Handler handler) {
      super(handler);
      this.connector = connector;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      return request.getConnectionMetaData().getConnector().equals(connector)
          && super.handle(request, response, callback);
    }
  }
}
