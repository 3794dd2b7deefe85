package io.slipway.local.simulation;

import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.account.Host;
import io.slipway.local.account.Passage;
import io.slipway.local.simulation.fault.Refusals;
import io.slipway.local.simulation.invariant.Interference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What people at the console and autoscaling change past Slipway. */
public final class Hands {

  private static final int ALL = 100;

  private final World world;

  public Hands(World world) {
    this.world = world;
  }

  /**
   * Somebody changes the weights of the customers' host.
   *
   * @return whether there is one
   */
  public boolean weigh(String application, int weight) {
    var host = host(application, "-prod.");
    host.ifPresent(found -> weigh(application, found, weight));
    return host.isPresent();
  }

  /** Somebody swaps the slots of production, customers' host and preview, if none is divided. */
  public void swap(String application) {
    for (var suffix : List.of("-prod.", "-prod-blue.")) {
      host(application, suffix)
          .filter(found -> found.groups().get(0).weight() % ALL == 0)
          .ifPresent(found -> weigh(application, found, ALL - found.groups().get(0).weight()));
    }
  }

  private Optional<Host> host(String application, String suffix) {
    var name = application.toLowerCase(Locale.ROOT) + suffix;
    return world.account().hosts().stream()
        .filter(found -> found.host().startsWith(name) && found.groups().size() == 2)
        .findFirst();
  }

  private void weigh(String application, Host host, int weight) {
    world.interfered(
        Interference.Kind.BY_HAND,
        application,
        "somebody gives " + host.host() + " the weights " + weight + ", " + (ALL - weight));
    var groups =
        List.of(tuple(host.groups().get(0), weight), tuple(host.groups().get(1), ALL - weight));
    var forward =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .forwardConfig(config -> config.targetGroups(groups))
            .build();
    var unused =
        world
            .slipway()
            .clients()
            .get(ElasticLoadBalancingV2Client.class)
            .modifyRule(request -> request.ruleArn(host.ruleArn()).actions(List.of(forward)));
  }

  private static TargetGroupTuple tuple(Host.Group group, int weight) {
    return TargetGroupTuple.builder().targetGroupArn(group.targetGroupArn()).weight(weight).build();
  }

  /** The services of an application that there are. */
  public List<Service> services(String application) {
    var prefix = application.toLowerCase(Locale.ROOT) + "-";
    return world.account().ecs().services().stream()
        .filter(service -> service.serviceName().toLowerCase(Locale.ROOT).startsWith(prefix))
        .filter(service -> service.status().equals("ACTIVE"))
        .toList();
  }

  /** The service of one of its environments. */
  public Optional<Service> service(String application, String environment) {
    return services(application).stream()
        .filter(service -> service.serviceName().endsWith("-" + environment))
        .findFirst();
  }

  /** Somebody, or autoscaling, gives a service so many more tasks, or less; one at least. */
  public void resize(String application, Service service, int more) {
    int count = Math.max(1, service.desiredCount() + more);
    world.interfered(
        Interference.Kind.SCALING,
        application,
        service.serviceName() + " is given " + count + " tasks");
    var unused =
        world
            .slipway()
            .clients()
            .get(EcsClient.class)
            .updateService(
                request ->
                    request
                        .cluster(service.clusterArn())
                        .service(service.serviceName())
                        .desiredCount(count));
  }

  /** Somebody takes a permission from all of Slipway's functions. */
  public void forbid(String service, String operation) {
    world
        .account()
        .calls()
        .guardedBy(
            new Fault() {
              @Override
              public void before(String s, String called, Caller caller, SdkRequest request) {
                if (s.equals(service) && called.equals(operation)) {
                  throw Refusals.refused(new Passage.Asked(s, called, caller, request));
                }
              }
            });
  }

  /** Gives back what {@link #forbid} has taken. */
  public void permitAll() {
    world.account().calls().guardedBy(Fault.NONE);
  }
}
