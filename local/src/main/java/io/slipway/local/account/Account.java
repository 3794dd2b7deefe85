package io.slipway.local.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.balancing.Incoming;
import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.ecs.SimulatedEcs;
import io.slipway.local.account.kernel.AccountEvent;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.names.SimulatedRoute53;
import io.slipway.local.account.notice.SentMessage;
import io.slipway.local.account.notice.SimulatedCloudWatch;
import io.slipway.local.account.notice.SimulatedSns;
import io.slipway.local.account.registry.Images;
import io.slipway.local.account.registry.SimulatedEcr;
import io.slipway.local.account.scaling.SimulatedScaling;
import io.slipway.local.data.Changes;
import io.slipway.local.data.Durable;
import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The simulated account: owns its parts and hands them out. Two accounts with the same seed that
 * get the same calls at the same times have the same history.
 */
public final class Account {

  /** How long an answer takes that no network is between. */
  private static final Duration IN_PROCESS = Duration.ofMillis(20);

  private final Kernel kernel;
  private final SimulatedLoadBalancers loadBalancers;
  private final SimulatedRoute53 route53;
  private final SimulatedEcr ecr;
  private final SimulatedEcs ecs;
  private final SimulatedScaling scaling;
  private final SimulatedCloudWatch cloudWatch;
  private final SimulatedSns sns;
  private final Traffic traffic;
  private final CallRecorder calls;

  public Account(
      AccountSettings settings, Timeline timeline, RandomGenerator random, Changes changes) {
    this.kernel = new Kernel(settings, timeline, random, changes);
    this.loadBalancers = new SimulatedLoadBalancers(kernel, random);
    this.route53 = new SimulatedRoute53(kernel, random);
    loadBalancers.resolveBy(route53::resolve);
    this.ecr = new SimulatedEcr(kernel);
    this.ecs = new SimulatedEcs(kernel, loadBalancers, ecr.images());
    this.scaling = new SimulatedScaling(kernel, ecs);
    this.cloudWatch = new SimulatedCloudWatch(kernel);
    this.sns = new SimulatedSns(kernel);
    this.traffic = new Traffic(kernel, loadBalancers, route53, ecs);
    this.calls = new CallRecorder(timeline.clock());
  }

  /** For further parts of the account: its time, lock, ids and names. */
  public Kernel kernel() {
    return kernel;
  }

  public SimulatedEcs ecs() {
    return ecs;
  }

  public SimulatedLoadBalancers loadBalancers() {
    return loadBalancers;
  }

  public SimulatedRoute53 route53() {
    return route53;
  }

  public SimulatedEcr ecr() {
    return ecr;
  }

  public SimulatedScaling scaling() {
    return scaling;
  }

  public SimulatedCloudWatch cloudWatch() {
    return cloudWatch;
  }

  public SimulatedSns sns() {
    return sns;
  }

  /** The images of the account's registry. */
  public Images images() {
    return ecr.images();
  }

  /** The last 1,000 messages that SNS sent, oldest first. */
  public List<SentMessage> messages() {
    return sns.messages();
  }

  /** Every host name with its rule's target groups, weights, and each target's release. */
  public List<Host> hosts() {
    return traffic.hosts();
  }

  /** Answers one request for {@code host} as its application would. */
  public Answer request(String host) {
    return traffic.request(Incoming.get(host));
  }

  /** Answers one request as its application would. */
  public Answer request(Incoming request) {
    var answer = traffic.request(request);
    if (answer.service() != null && answer.status() != Traffic.BAD_GATEWAY) {
      served(answer.targetGroupArn(), answer.status(), IN_PROCESS);
    }
    return answer;
  }

  /**
   * Counts a request that a target of the group has answered, for the metrics of CloudWatch.
   *
   * @param status what the target answered
   */
  public void served(String targetGroupArn, int status, Duration took) {
    cloudWatch.count(targetGroupArn, status, took);
  }

  /** Every call that was made through a recorded client. */
  public CallRecorder calls() {
    return calls;
  }

  /** Adds a listener for what the services tell EventBridge. */
  public void listen(Consumer<AccountEvent> listener) {
    kernel.listen(listener);
  }

  /**
   * Makes tasks sick that run {@code release} for the application (any service whose name is the
   * application's, or begins with it and a hyphen); they answer 500 until they are replaced or
   * healed.
   *
   * @param release a tag or a digest
   * @return how many tasks were found: at most {@code targets}
   */
  public int makeUnhealthy(String application, String release, int targets) {
    return ecs.infect(task -> Traffic.runs(task, application, release), true, targets);
  }

  /** Ends what {@link #makeUnhealthy} began, for all tasks of the application and release. */
  public int heal(String application, String release) {
    return ecs.infect(task -> Traffic.runs(task, application, release), false, Integer.MAX_VALUE);
  }

  /** The parts that have state. Restore them together with {@link #restore}. */
  public List<Durable> parts() {
    return List.of(ecr, loadBalancers, route53, ecs, scaling, cloudWatch, sns);
  }

  /** Takes over the saved states, by part's name, of which some may be missing; all at once. */
  public void restore(Map<String, JsonNode> saved) {
    kernel.run(
        () ->
            parts()
                .forEach(
                    part -> {
                      if (saved.containsKey(part.name())) {
                        part.restore(saved.get(part.name()));
                      }
                    }));
  }
}
