import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.web.WebFront;
import io.slipway.runtime.Json;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Whether customers notice a release: a steady stream of requests over HTTP, sent when they are due
 * whatever became of those before, while applications are swapped, shifted and rolled back. Every
 * answer is checked. Exits with 1 where a request failed. Run it with benchmarks/traffic.sh.
 */
public final class Traffic {

  /** What is wanted of a run. */
  private record Wanted(
      int swaps,
      int canaries,
      int rollbacks,
      int aborts,
      int alarms,
      int applications,
      int rate,
      double speed,
      boolean faults) {

    static Wanted of(String[] arguments) {
      var values = new HashMap<String, String>();
      for (var argument : arguments) {
        var parts = argument.split("=", 2);
        values.put(parts[0], parts.length == 2 ? parts[1] : "true");
      }
      return new Wanted(
          Integer.parseInt(values.getOrDefault("--swaps", "200")),
          Integer.parseInt(values.getOrDefault("--canaries", "100")),
          Integer.parseInt(values.getOrDefault("--rollbacks", "50")),
          Integer.parseInt(values.getOrDefault("--aborts", "25")),
          Integer.parseInt(values.getOrDefault("--alarms", "25")),
          Integer.parseInt(values.getOrDefault("--applications", "10")),
          Integer.parseInt(values.getOrDefault("--rate", "500")),
          Double.parseDouble(values.getOrDefault("--speed", "30")),
          Boolean.parseBoolean(values.getOrDefault("--faults", "false")));
    }
  }

  private final Wanted wanted;
  private final LocalSlipway slipway;
  private final WebFront web = WebFront.bind(0);
  private final HttpClient http = new HttpClient();
  private final Queue<String> jobs = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AtomicLongArray latencies = new AtomicLongArray(40_000);
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong faults = new AtomicLong();
  private volatile boolean over;

  /** An application with the releases that may answer at present. */
  private static final class Application {
    private final String name;
    private final String host;
    private volatile Set<String> expected = Set.of();
    private String live = "";
    private String idle = "";
    private int releases;

    Application(String name, String host) {
      this.name = name;
      this.host = host;
    }
  }

  private Traffic(Wanted wanted) throws Exception {
    this.wanted = wanted;
    this.slipway = Setup.live(wanted.speed()).withSeed(1).start();
    web.serve(slipway.account(), slipway.timeline());
    http.setMaxConnectionsPerDestination(2048);
    http.setMaxRequestsQueuedPerDestination(100_000);
    http.setExecutor(new QueuedThreadPool(16));
    http.start();
  }

  public static void main(String[] arguments) throws Exception {
    var traffic = new Traffic(Wanted.of(arguments));
    boolean well = traffic.run();
    System.exit(well ? 0 : 1);
  }

  private boolean run() throws Exception {
    List<Application> applications = new ArrayList<>();
    for (int i = 0; i < wanted.applications(); i++) {
      applications.add(new Application("shop" + i, "shop" + i + "-prod.slipway.test"));
    }
    each(applications, this::prepare);
    var all = new ArrayList<String>();
    all.addAll(Collections.nCopies(wanted.swaps(), "swap"));
    all.addAll(Collections.nCopies(wanted.canaries(), "canary"));
    all.addAll(Collections.nCopies(wanted.rollbacks(), "rollback"));
    all.addAll(Collections.nCopies(wanted.aborts(), "abort"));
    all.addAll(Collections.nCopies(wanted.alarms(), "alarm"));
    Collections.shuffle(all, new Random(1));
    jobs.addAll(all);
    System.out.printf(
        "%d applications are live; %d operations to go%s%n",
        applications.size(), all.size(), wanted.faults() ? ", with faults in AWS calls" : "");
    if (wanted.faults()) {
      slipway.account().calls().inject(new Faults());
    }
    var began = System.nanoTime();
    var beganThere = slipway.timeline().clock().instant();
    long cpuBefore = cpu();
    var customers = new Thread(() -> customers(applications), "customers");
    customers.start();
    each(applications, this::work);
    over = true;
    customers.join();
    while (underWay.get() > 0) {
      LockSupport.parkNanos(10_000_000);
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    var tookThere = Duration.between(beganThere, slipway.timeline().clock().instant());
    return report(took, tookThere, Duration.ofNanos(cpu() - cpuBefore));
  }

  private static void each(List<Application> applications, Consumer<Application> work)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (var application : applications) {
      threads.add(Thread.ofPlatform().start(() -> work.accept(application)));
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void prepare(Application application) {
    var create =
        Json.tree(
            Map.of(
                "applicationName",
                application.name,
                "email",
                "team@example.com",
                "specification",
                Map.of("tasks", Map.of("production", Map.of("min", 2, "max", 4)))));
    require(operation("POST", "/stacks", create), "SUCCEEDED");
    deploy(application);
    require(swap(application), "SUCCEEDED");
    deploy(application);
  }

  private static void require(String outcome, String expected) {
    if (!outcome.equals(expected)) {
      throw new IllegalStateException("it ended " + outcome);
    }
  }

  /** A new release for the idle slot. */
  private String deploy(Application application) {
    var tag = "1.0." + application.releases++;
    var image = Json.tree(Map.of("repository", application.name, "tag", tag));
    slipway.call("POST", "/local/images", image);
    var body = Json.tree(Map.of("applicationName", application.name, "imageTag", tag));
    var outcome = operation("POST", "/stacks/deploytoprodBlue", body);
    look(application);
    return outcome;
  }

  private void work(Application application) {
    for (var job = jobs.poll(); job != null; job = jobs.poll()) {
      if (!job.equals("swap")) {
        count(ended, "deploy " + deploy(application));
      }
      var outcome =
          switch (job) {
            case "swap" -> swap(application);
            case "canary" ->
                move(
                    application,
                    "canaryShift",
                    Map.of("strategy", List.of(step(10, 10), step(50, 10)), "bake", 5),
                    operation -> {});
            case "abort" ->
                move(
                    application,
                    "canaryShift",
                    Map.of("strategy", List.of(step(50, 600))),
                    this::abort);
            case "alarm" -> alarmed(application);
            default -> {
              count(ended, "swap " + swap(application));
              yield move(application, "rollback", Map.of("environment", "prod"), operation -> {});
            }
          };
      count(ended, job + " " + outcome);
    }
  }

  private static Map<String, Integer> step(int weight, int wait) {
    return Map.of("weight", weight, "wait", wait);
  }

  private String swap(Application application) {
    return move(application, "swapProdBlueAndGreen", Map.of("bake", 5), operation -> {});
  }

  /** A canary that its caller aborts while it has half of the traffic. */
  private void abort(String operation) {
    awaitShift(operation);
    while (ended(slipway.call("GET", "/operations/" + operation, "")).isEmpty()) {
      if (slipway.call("POST", "/operations/" + operation + "/abort", "{}").status() == 202) {
        return;
      }
      pause(Duration.ofSeconds(2));
    }
  }

  /** A canary during which an alarm goes off. */
  private String alarmed(Application application) {
    set(application.name, "ok");
    var outcome =
        move(
            application,
            "canaryShift",
            Map.of("strategy", List.of(step(50, 600)), "alarms", List.of(application.name)),
            operation -> {
              awaitShift(operation);
              set(application.name, "alarm");
            });
    set(application.name, "ok");
    return outcome;
  }

  private void set(String alarm, String state) {
    slipway.call("POST", "/local/alarms", Json.tree(Map.of("name", alarm, "state", state)));
  }

  /** Waits until some of the traffic has moved, or it is over. */
  private void awaitShift(String operation) {
    while (true) {
      var page = slipway.call("GET", "/operations/" + operation, "");
      boolean moved =
          page.text().contains("ShiftTraffic")
              && page.json().path("steps").findValuesAsText("state").contains("ShiftTraffic");
      if (moved || ended(page).isPresent()) {
        return;
      }
      pause(Duration.ofSeconds(1));
    }
  }

  private String move(
      Application application, String route, Map<String, ?> more, Consumer<String> meanwhile) {
    look(application);
    // from here on both may answer
    application.expected = Set.of(application.live, application.idle);
    var body = new HashMap<String, Object>(more);
    body.put("applicationName", application.name);
    var outcome = operation("POST", "/stacks/" + route, Json.tree(body), meanwhile);
    // the last node takes the last change within five seconds
    pause(Duration.ofSeconds(10));
    look(application);
    application.expected = Set.of(application.live);
    return outcome;
  }

  private void pause(Duration time) {
    try {
      slipway.pause().forAWhile(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the inventory says is live, and idle. */
  private void look(Application application) {
    var page = slipway.call("GET", "/stacks/" + application.name, "");
    while (page.status() != 200) {
      page = slipway.call("GET", "/stacks/" + application.name, "");
    }
    for (var place : page.json().path("environments")) {
      var version = place.path("version").asText("");
      switch (place.path("role").asText("").toLowerCase(java.util.Locale.ROOT)) {
        case "live" -> application.live = version;
        case "idle" -> application.idle = version;
        default -> {}
      }
    }
  }

  private String operation(String method, String path, JsonNode body) {
    return operation(method, path, body, operation -> {});
  }

  private String operation(String method, String path, JsonNode body, Consumer<String> meanwhile) {
    var key = Map.of("idempotency-key", "key-" + ThreadLocalRandom.current().nextLong());
    for (int attempt = 0; attempt < 50; attempt++) {
      var answer = slipway.call(method, path, Json.text(body), key);
      if (answer.status() == 202) {
        var operation = answer.json().path("operationId").asText();
        meanwhile.accept(operation);
        return follow(operation);
      }
      if (answer.status() < 500 && answer.status() != 409 && answer.status() != 429) {
        throw new IllegalStateException(path + ": " + answer.text());
      }
      pause(Duration.ofSeconds(5));
    }
    return "not started";
  }

  private String follow(String operation) {
    while (true) {
      var page = slipway.call("GET", "/operations/" + operation + "?wait=20", "");
      var state = ended(page);
      if (state.isPresent()) {
        if (!Set.of("SUCCEEDED", "ABORTED", "ROLLED_BACK").contains(state.get())) {
          System.out.println(state.get() + ": " + page.json().path("message").asText());
        }
        return state.get();
      }
    }
  }

  /** The state of an operation that goes on no more. */
  private static Optional<String> ended(HttpAnswer page) {
    return Optional.of(page)
        .filter(found -> found.status() == 200)
        .map(found -> found.json().path("state").asText())
        .filter(state -> !Set.of("RUNNING", "QUEUED").contains(state));
  }

  /** Sends each request when it is due; what is late is not left out. */
  private void customers(List<Application> applications) {
    var upload = new byte[64 * 1024];
    new Random(2).nextBytes(upload);
    var crc = new CRC32();
    crc.update(upload);
    var random = new Random(3);
    long began = System.nanoTime();
    for (long i = 0; !over; i++) {
      long due = began + i * 1_000_000_000L / wanted.rate();
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      var application = applications.get((int) (i % applications.size()));
      switch (random.nextInt(100)) {
        case 0 -> send(application, "waits 5 s", "/?wait=5", due, null, 0);
        case 1 -> send(application, "takes 5 s", "/?over=5&bytes=20000", due, null, 0);
        case 2, 3 -> send(application, "upload", "/", due, upload, crc.getValue());
        default -> send(application, "plain", "/", due, null, 0);
      }
    }
  }

  private void send(
      Application application, String kind, String path, long due, byte[] upload, long crc) {
    var before = application.expected;
    Request request =
        http.newRequest("http://127.0.0.1:" + web.port() + path)
            .headers(headers -> headers.put(HttpHeader.HOST, application.host));
    if (upload != null) {
      request.method("PUT").body(new BytesRequestContent(upload));
    }
    underWay.incrementAndGet();
    new CompletableResponseListener(request)
        .send()
        .whenComplete(
            (response, failure) -> {
              var after = application.expected;
              var outcome =
                  failure == null ? judge(response, before, after, path, crc) : failure.toString();
              if (!outcome.equals("ok")) {
                System.out.println(
                    slipway.timeline().clock().instant()
                        + " "
                        + application.name
                        + " "
                        + kind
                        + ": "
                        + outcome);
              }
              count(outcomes, kind + ": " + outcome);
              if (kind.equals("plain")) {
                int slot =
                    (int) Math.min(latencies.length() - 1, (System.nanoTime() - due) / 100_000);
                latencies.incrementAndGet(slot);
              }
              underWay.decrementAndGet();
            });
  }

  private static String judge(
      ContentResponse response, Set<String> before, Set<String> after, String path, long crc) {
    var release = response.getHeaders().get("X-Release");
    if (response.getStatus() != 200) {
      return response.getStatus() + " of " + (release == null ? "the load balancer" : release);
    }
    if (!before.contains(release) && !after.contains(release)) {
      return "from " + release + " and not " + after;
    }
    boolean whole =
        path.contains("bytes=")
            ? response.getContent().length == 20_000
            : crc == 0 || Json.parse(response.getContent()).path("crc32").asLong() == crc;
    return whole ? "ok" : "not whole";
  }

  private static void count(Map<String, LongAdder> counts, String what) {
    counts.computeIfAbsent(what, unused -> new LongAdder()).increment();
  }

  private boolean report(Duration took, Duration tookThere, Duration cpu) {
    System.out.println();
    new TreeMap<>(ended)
        .forEach((what, count) -> System.out.printf("%8d  %s%n", count.sum(), what));
    System.out.println();
    new TreeMap<>(outcomes)
        .forEach((what, count) -> System.out.printf("%8d  %s%n", count.sum(), what));
    long all = outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    long failed =
        outcomes.entrySet().stream()
            .filter(outcome -> !outcome.getKey().endsWith(": ok"))
            .mapToLong(outcome -> outcome.getValue().sum())
            .sum();
    System.out.printf(
        "%n%d requests in %d s (%.0f/s), %d failed; plain ones took %s ms (50 %%), %s ms (99 %%), %s ms (99.9 %%)%n",
        all,
        took.toSeconds(),
        all * 1e9 / took.toNanos(),
        failed,
        part(0.5),
        part(0.99),
        part(0.999));
    System.out.printf(
        "%d min of the account's time; %d s of CPU time for all of it: customers, load balancer, tasks, Slipway%s%n",
        tookThere.toMinutes(),
        cpu.toSeconds(),
        wanted.faults() ? "; " + faults.get() + " AWS calls went wrong" : "");
    return failed == 0;
  }

  private String part(double share) {
    long all = 0;
    for (int i = 0; i < latencies.length(); i++) {
      all += latencies.get(i);
    }
    long seen = 0;
    for (int i = 0; i < latencies.length(); i++) {
      seen += latencies.get(i);
      if (seen >= all * share) {
        return "%.1f".formatted((i + 1) / 10.0);
      }
    }
    return "-";
  }

  /** Two of a hundred calls are throttled, and one of a hundred answers is lost. */
  private final class Faults implements Fault {

    @Override
    public void before(String service, String operation, Caller caller, SdkRequest request) {
      if (ThreadLocalRandom.current().nextInt(100) < 2) {
        faults.incrementAndGet();
        throw AwsServiceException.builder()
            .message("Rate exceeded")
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ThrottlingException")
                    .errorMessage("Rate exceeded")
                    .serviceName(service)
                    .build())
            .build();
      }
    }

    @Override
    public void after(String service, String operation, Caller caller, SdkRequest request) {
      if (ThreadLocalRandom.current().nextInt(100) < 1) {
        faults.incrementAndGet();
        throw SdkClientException.create("Unable to execute HTTP request: Connection reset");
      }
    }
  }
}
