import com.sun.management.OperatingSystemMXBean;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.http.HttpFront;
import io.slipway.runtime.HmacSha256;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages of a provider the local server takes, over HTTP and with DynamoDB Local: 60 of
 * a hundred are new pushes, 30 repeat one, 10 are forged. They are sent when they are due, whatever
 * became of those before. Run it with benchmarks/webhooks.sh.
 */
public final class Deliveries {

  private static final String RULE =
      "{\"when\": {\"event\": \"push\", \"branches\": [\"release\"]}, \"then\": [{\"deploy\":"
          + " [\"dev\"]}]}";

  private final LocalSlipway slipway = Setup.live(30).withSeed(1).start();
  private final HttpFront front = HttpFront.bind(0);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(1);
  private final String push = Files.readString(Path.of("events/webhook/github-push.json"));
  private final List<Message> sent = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final int rate;
  private final int seconds;
  private final boolean starting;

  private record Message(String id, byte[] body, String signature) {}

  private Deliveries(int rate, int seconds, boolean starting) throws IOException {
    this.rate = rate;
    this.seconds = seconds;
    this.starting = starting;
  }

  public static void main(String[] arguments) throws Exception {
    var options = new TreeMap<String, String>();
    for (var argument : arguments) {
      var parts = argument.split("=", 2);
      options.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    new Deliveries(
            Integer.parseInt(options.getOrDefault("--rate", "100")),
            Integer.parseInt(options.getOrDefault("--seconds", "30")),
            options.containsKey("--pipelines"))
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    front.serve(slipway::answer);
    var hook = webhook();
    var url = URI.create("http://127.0.0.1:" + front.port() + "/dev" + hook.path());
    send(hook, url, Duration.ofSeconds(5));
    nanos.clear();
    answers.clear();
    long cpu = cpu();
    long began = System.nanoTime();
    send(hook, url, Duration.ofSeconds(seconds));
    report(Duration.ofNanos(System.nanoTime() - began), Duration.ofNanos(cpu() - cpu));
  }

  private record Hook(String path, byte[] key) {}

  private Hook webhook() throws Exception {
    var create = Files.readString(Path.of("events/api/create-stack.json"));
    var name = "MyDevOpsAPI";
    var made = slipway.call("POST", "/stacks", create);
    if (made.status() != 202) {
      throw new IllegalStateException(made.text());
    }
    name = made.json().path("applicationName").asText(name);
    var operation = made.json().path("operationId").asText();
    while (!slipway.call("GET", "/operations/" + operation, "").text().contains("SUCCEEDED")) {
      Thread.sleep(200);
    }
    var rule = starting ? RULE.replace("release", "main") : RULE;
    var hook =
        slipway.call(
            "POST",
            "/stacks/" + name + "/webhooks",
            "{\"provider\": \"github\", \"repositoryId\": 186853002, \"repository\": \"acme/shop\","
                + " \"rules\": ["
                + rule
                + "]}");
    if (hook.status() != 201) {
      throw new IllegalStateException(hook.text());
    }
    return new Hook(
        "/webhooks/github/" + hook.json().path("id").asText(),
        WebhookKey.bytes(Provider.GITHUB, new Secret(hook.json().path("secret").asText())));
  }

  private void send(Hook hook, URI url, Duration duration) throws InterruptedException {
    int count = (int) (rate * duration.toSeconds());
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = began + 1_000_000_000L * i / rate;
        long wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        var message = next(hook);
        threads.submit(() -> send(url, message, due));
      }
    }
  }

  private Message next(Hook hook) {
    int kind = random.nextInt(100);
    if (kind < 30 && !sent.isEmpty()) {
      return sent.get(random.nextInt(sent.size()));
    }
    var commit = "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    var now = Long.toString(slipway.timeline().clock().instant().getEpochSecond());
    var body =
        push.replace("0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c", commit)
            .replace("1769857202", now)
            .getBytes(StandardCharsets.UTF_8);
    var key = kind < 40 ? new byte[] {1} : hook.key();
    var signature = "sha256=" + HexFormat.of().formatHex(HmacSha256.of(key, body));
    var message = new Message(commit.substring(0, 32), body, signature);
    if (kind >= 40) {
      sent.add(message);
    }
    return message;
  }

  private void send(URI url, Message message, long due) {
    var request =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .header("x-github-event", "push")
            .header("x-github-delivery", message.id())
            .header("x-hub-signature-256", message.signature())
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
            .build();
    String answer;
    try {
      answer =
          Integer.toString(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    } catch (IOException e) {
      answer = e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    nanos.add(System.nanoTime() - due);
    answers.computeIfAbsent(answer, unused -> new LongAdder()).increment();
  }

  private void report(Duration took, Duration cpu) {
    var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "requests %d in %.1f s, %.0f a second%nanswers %s%n50 %% within %.1f ms, 99 %% within"
            + " %.1f ms, longest %.1f ms%nCPU time %.2f ms a request, of sender, server, DynamoDB"
            + " Local%s%n",
        sorted.length,
        took.toMillis() / 1000.0,
        sorted.length * 1000.0 / took.toMillis(),
        answers,
        part(sorted, 0.5),
        part(sorted, 0.99),
        part(sorted, 1),
        cpu.toNanos() / 1e6 / sorted.length,
        starting ? " and the pipelines" : "");
  }

  private static double part(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
