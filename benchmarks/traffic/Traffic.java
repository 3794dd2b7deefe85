package traffic;

import com.sun.management.OperatingSystemMXBean;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.web.WebFront;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Whether customers notice a release: a steady stream of requests over HTTP while applications are
 * swapped, shifted and rolled back. Exits with 1 where a request failed. Run it with
 * benchmarks/traffic.sh.
 */
public final class Traffic {

  private final Wanted wanted;
  private final LocalSlipway slipway;
  private final List<Application> applications;
  private final Releases releases;
  private final Customers customers;
  private final Faults faults = new Faults();

  private Traffic(Wanted wanted) {
    this.wanted = wanted;
    this.slipway = Setup.live(wanted.speed()).withSeed(1).start();
    this.applications =
        IntStream.range(0, wanted.applications())
            .mapToObj(i -> new Application("shop" + i))
            .toList();
    this.releases = new Releases(slipway);
    var web = WebFront.bind(0);
    web.serve(slipway.account(), slipway.timeline());
    this.customers =
        new Customers(web.port(), wanted.rate(), applications, slipway.timeline().clock());
  }

  public static void main(String[] arguments) throws Exception {
    boolean well = new Traffic(Wanted.of(arguments)).run();
    System.exit(well ? 0 : 1);
  }

  private boolean run() throws Exception {
    each(releases::prepare);
    var jobs = new ConcurrentLinkedQueue<>(wanted.jobs());
    System.out.printf(
        "%d applications are live; %d operations to go%s%n",
        applications.size(), jobs.size(), wanted.faults() ? ", with faults in AWS calls" : "");
    if (wanted.faults()) {
      slipway.account().calls().inject(faults);
    }
    var began = System.nanoTime();
    var beganThere = slipway.timeline().clock().instant();
    long cpuBefore = cpu();
    customers.start();
    each(
        application -> {
          for (var job = jobs.poll(); job != null; job = jobs.poll()) {
            releases.work(application, job);
          }
        });
    customers.stop();
    var took = Duration.ofNanos(System.nanoTime() - began);
    var tookThere = Duration.between(beganThere, slipway.timeline().clock().instant());
    return report(took, tookThere, Duration.ofNanos(cpu() - cpuBefore));
  }

  /** At the same time. */
  private void each(Consumer<Application> work) throws InterruptedException {
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

  private boolean report(Duration took, Duration tookThere, Duration cpu) {
    releases.ended.print();
    customers.answers.print();
    long all = customers.answers.sum(answer -> true);
    long failed = customers.answers.sum(answer -> !answer.endsWith(": ok"));
    System.out.printf(
        "%n%d requests in %d s (%.0f/s), %d failed; plain ones took %s ms (50 %%), %s ms (99 %%), %s ms (99.9 %%)%n",
        all,
        took.toSeconds(),
        all * 1e9 / took.toNanos(),
        failed,
        customers.latencies.part(0.5),
        customers.latencies.part(0.99),
        customers.latencies.part(0.999));
    System.out.printf(
        "%d min of the account's time; %d s of CPU time for all of it: customers, load balancer, tasks, Slipway%s%n",
        tookThere.toMinutes(),
        cpu.toSeconds(),
        wanted.faults() ? "; " + faults.struck + " AWS calls went wrong" : "");
    return failed == 0;
  }
}
