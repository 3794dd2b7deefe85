package io.slipway.local.web;

import io.slipway.local.account.Account;
import io.slipway.local.account.ecs.RunningTask;
import io.slipway.local.time.Timeline;
import io.slipway.runtime.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The application of every local image. It reads the whole request, waits where the request asks
 * for it, and tells who answers and what came. What the account says that the task answers to
 * health checks is what it answers to everybody.
 */
final class TaskApplication extends Handler.Abstract {

  private static final int BAD_REQUEST = 400;

  private final Account account;
  private final TaskPorts ports;
  private final Timeline timeline;

  /** A task and what it answers; 0 where it does not. */
  private record Standing(int status, Optional<RunningTask> task) {}

  TaskApplication(Account account, TaskPorts ports, Timeline timeline) {
    this.account = account;
    this.ports = ports;
    this.timeline = timeline;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var answered = Callback.from(() -> ports.answered(request), callback);
    var address = ports.asked(request);
    var standing = address.map(this::standing).orElseGet(() -> new Standing(0, Optional.empty()));
    if (standing.status() == 0 || standing.task().isEmpty()) {
      TaskPorts.cutOff(request);
      answered.failed(new EofException("nothing answers at " + address));
      return true;
    }
    Wish wish;
    try {
      wish = Wish.of(request.getHttpURI().getQuery());
    } catch (IllegalArgumentException e) {
      text(response, BAD_REQUEST);
      response.write(true, bytes(e.getMessage() + "\n"), answered);
      return true;
    }
    new Upload(
            request,
            received ->
                after(wish, () -> answer(request, response, standing, wish, received, answered)),
            answered::failed)
        .run();
    return true;
  }

  private Standing standing(String address) {
    return account
        .kernel()
        .call(() -> new Standing(account.ecs().answer(address), account.ecs().taskAt(address)));
  }

  private void after(Wish wish, Runnable answer) {
    if (wish.delay().isZero()) {
      answer.run();
    } else {
      timeline.after(wish.delay(), () -> getServer().getThreadPool().execute(answer));
    }
  }

  private void answer(
      Request request,
      Response response,
      Standing standing,
      Wish wish,
      Upload.Received received,
      Callback answered) {
    var task = standing.task().orElseThrow();
    response.setStatus(standing.status());
    response.getHeaders().put("X-Release", task.release()).put("X-Task", task.taskArn());
    if (ports.ending(request)) {
      response.getHeaders().put("Connection", "close");
    }
    var body = wish.bytes() > 0 ? filler(wish.bytes()) : told(request, task, received);
    response
        .getHeaders()
        .put("Content-Type", wish.bytes() > 0 ? "application/octet-stream" : "application/json")
        .put("Content-Length", body.remaining());
    new Trickle(response, body, wish.over(), timeline, getServer().getThreadPool(), answered)
        .next();
  }

  private static ByteBuffer told(Request request, RunningTask task, Upload.Received received) {
    var told = Json.mapper().createObjectNode();
    told.put("service", task.serviceName()).put("release", task.release());
    told.put("task", task.taskArn()).put("method", request.getMethod());
    told.put("path", request.getHttpURI().getPathQuery());
    told.put("received", received.bytes()).put("crc32", received.crc());
    var headers = told.putObject("headers");
    request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
    return bytes(Json.text(told) + "\n");
  }

  private static void text(Response response, int status) {
    response.setStatus(status);
    response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
  }

  private static ByteBuffer filler(int size) {
    var filler = new byte[size];
    java.util.Arrays.fill(filler, (byte) 'x');
    return ByteBuffer.wrap(filler);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
