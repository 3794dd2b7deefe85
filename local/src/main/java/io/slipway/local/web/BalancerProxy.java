package io.slipway.local.web;

import io.slipway.local.account.Account;
import io.slipway.local.account.balancing.Incoming;
import io.slipway.local.account.balancing.Routed;
import io.slipway.local.time.Timeline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The account's load balancers behind one port: each request goes where the account's rules,
 * weights and health send it from the node on which its connection has landed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html">What
 *     an Application Load Balancer answers by itself</a>
 */
final class BalancerProxy extends ProxyHandler.Reverse {

  private static final String NODE = BalancerProxy.class.getName() + ".node";
  private static final String EXCHANGE = BalancerProxy.class.getName() + ".exchange";
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int MOST_CONNECTIONS = 4096;

  /** Of a target to which nothing goes any more; connections themselves end with their task. */
  private static final int IDLE_DESTINATION_MILLIS = 90_000;

  private final Account account;
  private final TaskPorts tasks;
  private final Timeline timeline;
  private final AddedHeaders added;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * @param port that of this balancer
   */
  BalancerProxy(Account account, TaskPorts tasks, Timeline timeline, int port) {
    super(request -> ((Exchange) request.getAttribute(EXCHANGE)).target());
    this.account = account;
    this.tasks = tasks;
    this.timeline = timeline;
    this.added = new AddedHeaders(timeline.clock(), port);
    setUseServerThreadPool(true);
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.setConnectTimeout(CONNECT_MILLIS);
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
    client.setIdleTimeout(0);
    client.setDestinationIdleTimeout(IDLE_DESTINATION_MILLIS);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var routed =
        account.loadBalancers().route(incoming(request), node(request.getConnectionMetaData()));
    if (routed.targetId() == null) {
      BalancerAnswers.write(request, response, callback, routed.status(), routed.message());
      return true;
    }
    var listens = tasks.port(routed.targetId());
    if (listens.isEmpty()) {
      BalancerAnswers.write(request, response, callback, BAD_GATEWAY, "");
      return true;
    }
    return forward(request, response, callback, routed, listens.get());
  }

  private boolean forward(
      Request request, Response response, Callback callback, Routed routed, int listens) {
    var target = HttpURI.build(request.getHttpURI()).scheme("http").host("127.0.0.1").port(listens);
    if (!isUri(target)) {
      BalancerAnswers.write(request, response, callback, 400, "");
      return true;
    }
    var exchange = new Exchange(target.asImmutable(), routed.targetGroupArn(), timeline);
    request.setAttribute(EXCHANGE, exchange);
    return super.handle(request, response, Callback.from(exchange::end, callback));
  }

  private static boolean isUri(HttpURI target) {
    try {
      URI unused = target.toURI();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Incoming incoming(Request request) {
    Map<String, List<String>> headers = new TreeMap<>();
    request
        .getHeaders()
        .forEach(
            field ->
                headers
                    .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue()));
    var uri = request.getHttpURI();
    var host = uri.getHost() == null ? "" : uri.getHost();
    return new Incoming(
        request.getMethod(),
        host,
        uri.getPath() == null ? "/" : uri.getPath(),
        uri.getQuery() == null ? "" : uri.getQuery(),
        headers);
  }

  /** Connections land on the nodes in turn, as a name's addresses are given out in turn. */
  private int node(ConnectionMetaData connection) {
    if (connection.getAttribute(NODE) instanceof Integer node) {
      return node;
    }
    int node = connections.getAndIncrement() & Integer.MAX_VALUE;
    connection.setAttribute(NODE, node);
    return node;
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
    var client = Request.getRemoteAddr(request);
    forwarded.headers(headers -> added.addTo(headers, client));
  }

  @Override
  protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
      Request request, Response response, org.eclipse.jetty.client.Request forwarded) {
    var exchange = (Exchange) request.getAttribute(EXCHANGE);
    return new ProxyRequestContent(request) {
      @Override
      public Content.Chunk read() {
        exchange.moved();
        return super.read();
      }
    };
  }

  @Override
  protected void sendProxyToServerRequest(
      Request request,
      org.eclipse.jetty.client.Request forwarded,
      Response response,
      Callback callback) {
    var exchange = (Exchange) request.getAttribute(EXCHANGE);
    exchange.watch(
        () ->
            getServer()
                .getThreadPool()
                .execute(
                    () -> {
                      var unused =
                          forwarded.abort(new TimeoutException("the target does not answer"));
                    }));
    super.sendProxyToServerRequest(request, forwarded, response, callback);
  }

  @Override
  protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
      Request request,
      org.eclipse.jetty.client.Request forwarded,
      Response response,
      Callback callback) {
    var exchange = (Exchange) request.getAttribute(EXCHANGE);
    return new ProxyResponseListener(request, forwarded, response, callback) {
      @Override
      public void onBegin(org.eclipse.jetty.client.Response answer) {
        exchange.moved();
        account.served(exchange.targetGroupArn(), answer.getStatus(), exchange.took());
        super.onBegin(answer);
      }

      @Override
      public void onContent(
          org.eclipse.jetty.client.Response answer, Content.Chunk chunk, Runnable demander) {
        exchange.moved();
        super.onContent(answer, chunk, demander);
      }
    };
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request forwarded,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    if (response.isCommitted()) {
      callback.failed(failure);
      return;
    }
    response.reset();
    int status = failure instanceof TimeoutException ? GATEWAY_TIMEOUT : BAD_GATEWAY;
    BalancerAnswers.write(request, response, callback, status, "");
  }
}
