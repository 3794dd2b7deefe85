package io.slipway.local.account.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.balancing.Backends;
import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.registry.Images;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * Amazon ECS of the simulated account: Fargate services with rolling deployments. Limits and
 * failures as the API reference gives them.
 */
public final class SimulatedEcs implements EcsClient, Part {

  private final Kernel kernel;
  private final EcsCore core;
  private final ClusterCalls clusterCalls;
  private final DefinitionCalls definitionCalls;
  private final ServiceCalls serviceCalls;
  private final TaskCalls taskCalls;

  public SimulatedEcs(Kernel kernel, SimulatedLoadBalancers balancers, Images images) {
    this.kernel = kernel;
    this.core = new EcsCore(kernel, this, balancers, images);
    this.clusterCalls = new ClusterCalls(core);
    this.definitionCalls = new DefinitionCalls(core);
    this.serviceCalls = new ServiceCalls(core);
    this.taskCalls = new TaskCalls(core);
    balancers.attach(new Answers());
  }

  /** What the load balancers see of the tasks. */
  private final class Answers implements Backends {
    @Override
    public int status(String targetId, Instant at) {
      return core.index.task(targetId).map(task -> Application.status(task, at)).orElse(0);
    }

    @Override
    public Optional<Instant> changesAfter(String targetId, Instant after) {
      return core.index.task(targetId).flatMap(task -> Application.changesAfter(task, after));
    }

    @Override
    public void healthChanged(String targetGroupArn) {
      for (var service : core.index.services(targetGroupArn)) {
        kernel.wakeBy(SimulatedEcs.this, service, kernel.now());
      }
    }
  }

  @Override
  public void advance(String arn) {
    if (core.state().oneOffs.containsKey(arn)) {
      kernel.wake(this, arn, core.oneOffs.advance(arn));
      kernel.changed(this);
      return;
    }
    var service = core.state().services.get(arn);
    if (service != null) {
      kernel.wake(this, arn, core.scheduler.advance(core.state(), service));
      kernel.changed(this);
    }
  }

  /** Every service of every cluster, with its tags. */
  public List<Service> services() {
    return fleet().named(name -> true);
  }

  /** All services at a glance. */
  public Fleet fleet() {
    return new Fleet(kernel, core);
  }

  /** The task at an address, from when it serves until it has stopped. */
  public Optional<RunningTask> taskAt(String address) {
    return kernel.call(
        () ->
            core.index
                .task(address)
                .map(task -> running(core.state().services.get(task.serviceArn), task)));
  }

  private RunningTask running(ServiceState service, TaskState task) {
    return new RunningTask(
        core.descriptions.taskArn(service, task),
        service.arn(),
        service.serviceName(),
        task.taskDefinitionArn,
        task.imageTag == null ? task.imageDigest : task.imageTag,
        task.imageDigest,
        task.address);
  }

  /** Runs the tasks' containers there, beginning with those that serve already. */
  public void runOn(Containers containers) {
    kernel.run(
        () -> {
          core.life.runOn(containers);
          core.state().services.values().stream()
              .flatMap(ServiceState::present)
              .forEach(core.life::resume);
        });
  }

  /** What the application at the address answers now; 0 where nothing answers. */
  public int answer(String address) {
    return kernel.call(
        () ->
            core.index.task(address).map(task -> Application.status(task, kernel.now())).orElse(0));
  }

  /** Makes running tasks sick, or well again: at most {@code count}, and says how many. */
  public int infect(Predicate<RunningTask> which, boolean sick, int count) {
    return kernel.call(
        () -> {
          int found = 0;
          for (var service : core.state().services.values()) {
            for (var task : service.wanted().filter(t -> t.phase == TaskPhase.RUNNING).toList()) {
              if (found < count && task.sick != sick && which.test(running(service, task))) {
                task.sick = sick;
                core.targets.lookAgain(service, task);
                found++;
              }
            }
          }
          kernel.changed(this);
          return found;
        });
  }

  @Override
  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return kernel.call(() -> clusterCalls.createCluster(request));
  }

  @Override
  public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return kernel.call(() -> clusterCalls.deleteCluster(request));
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return kernel.call(() -> clusterCalls.describeClusters(request));
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return kernel.call(() -> definitionCalls.registerTaskDefinition(request));
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return kernel.call(() -> definitionCalls.describeTaskDefinition(request));
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return kernel.call(() -> definitionCalls.deregisterTaskDefinition(request));
  }

  @Override
  public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
    return kernel.call(() -> definitionCalls.deleteTaskDefinitions(request));
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return kernel.call(() -> definitionCalls.listTaskDefinitions(request));
  }

  @Override
  public CreateServiceResponse createService(CreateServiceRequest request) {
    return kernel.call(() -> serviceCalls.createService(request));
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return kernel.call(() -> serviceCalls.updateService(request));
  }

  @Override
  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return kernel.call(() -> serviceCalls.deleteService(request));
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    return kernel.call(() -> serviceCalls.describeServices(request));
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    return kernel.call(() -> serviceCalls.listServices(request));
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return kernel.call(() -> taskCalls.listTasks(request));
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return kernel.call(() -> taskCalls.describeTasks(request));
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    return kernel.call(() -> taskCalls.runTask(request));
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    return kernel.call(() -> taskCalls.stopTask(request));
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return kernel.call(() -> taskCalls.listTagsForResource(request));
  }

  @Override
  public String name() {
    return "ecs";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(core.state()));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> core.restore(StateJson.read(saved, EcsState.class)));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
