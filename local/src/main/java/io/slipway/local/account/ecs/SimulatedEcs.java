package io.slipway.local.account.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.balancing.Backends;
import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.registry.Images;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.*;

/**
 * Amazon ECS of the simulated account: Fargate services with rolling deployments. Limits and
 * failures as the API reference gives them.
 */
public final class SimulatedEcs implements EcsClient, Part {

  /** How long the scheduler takes to notice what has been asked. */
  private static final Duration NOTICE = Duration.ofSeconds(1);

  private static final int MOST_SERVICES = 10;
  private static final int MOST_TASKS = 100;
  private static final int MOST_A_PAGE = 100;

  private final Kernel kernel;
  private final EcsIndex index;
  private final Clusters clusters;
  private final TaskDefinitions definitions;
  private final Services services;
  private final TaskTargets targets;
  private final TaskLife life;
  private final Scheduler scheduler;
  private final Descriptions descriptions;
  private EcsState state = new EcsState();

  public SimulatedEcs(Kernel kernel, SimulatedLoadBalancers balancers, Images images) {
    this.kernel = kernel;
    this.state.ids = kernel.ids();
    this.index = new EcsIndex(() -> state);
    this.clusters = new Clusters(kernel, () -> state);
    this.definitions = new TaskDefinitions(kernel, () -> state);
    var rollouts = new Rollouts(kernel, index);
    this.services = new Services(kernel, () -> state, clusters, definitions, balancers, rollouts);
    this.targets = new TaskTargets(kernel, balancers, index);
    this.life = new TaskLife(kernel, images, targets);
    this.scheduler = new Scheduler(kernel, index, definitions, targets, life, rollouts);
    this.descriptions = new Descriptions(kernel, definitions);
    balancers.attach(new Answers());
  }

  /** What the load balancers see of the tasks. */
  private final class Answers implements Backends {
    @Override
    public int status(String targetId, Instant at) {
      return index.task(targetId).map(task -> Application.status(task, at)).orElse(0);
    }

    @Override
    public Optional<Instant> changesAfter(String targetId, Instant after) {
      return index.task(targetId).flatMap(task -> Application.changesAfter(task, after));
    }

    @Override
    public void healthChanged(String targetGroupArn) {
      for (var service : index.services(targetGroupArn)) {
        kernel.wakeBy(SimulatedEcs.this, service, kernel.now());
      }
    }
  }

  @Override
  public void advance(String serviceArn) {
    var service = state.services.get(serviceArn);
    if (service != null) {
      kernel.wake(this, serviceArn, scheduler.advance(state, service));
      kernel.changed(this);
    }
  }

  private void notice(ServiceState service) {
    kernel.wakeBy(this, service.arn(), kernel.in(NOTICE));
    kernel.changed(this);
  }

  /** Every service of every cluster, with its tags. */
  public List<Service> services() {
    return kernel.call(() -> state.services.values().stream().map(descriptions::service).toList());
  }

  /** The task at an address, from when it serves until it has stopped. */
  public Optional<RunningTask> taskAt(String address) {
    return kernel.call(
        () -> index.task(address).map(task -> running(state.services.get(task.serviceArn), task)));
  }

  private RunningTask running(ServiceState service, TaskState task) {
    return new RunningTask(
        descriptions.taskArn(service, task),
        service.arn(),
        service.serviceName(),
        task.taskDefinitionArn,
        task.imageTag == null ? task.imageDigest : task.imageTag,
        task.imageDigest,
        task.address);
  }

  /** What the application at the address answers now; 0 where nothing answers. */
  public int answer(String address) {
    return kernel.call(
        () -> index.task(address).map(task -> Application.status(task, kernel.now())).orElse(0));
  }

  /** Makes running tasks sick, or well again: at most {@code count}, and says how many. */
  public int infect(Predicate<RunningTask> which, boolean sick, int count) {
    return kernel.call(
        () -> {
          int found = 0;
          for (var service : state.services.values()) {
            for (var task : service.wanted().filter(t -> t.phase == TaskPhase.RUNNING).toList()) {
              if (found < count && task.sick != sick && which.test(running(service, task))) {
                task.sick = sick;
                targets.lookAgain(service, task);
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
    return kernel.call(
        () -> {
          var cluster = clusters.create(request);
          kernel.changed(this);
          return CreateClusterResponse.builder().cluster(cluster).build();
        });
  }

  @Override
  public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return kernel.call(
        () -> {
          var cluster = clusters.delete(request.cluster());
          kernel.changed(this);
          return DeleteClusterResponse.builder().cluster(cluster).build();
        });
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return kernel.call(
        () -> {
          var asked = request.hasClusters() ? request.clusters() : List.of("default");
          List<Cluster> found = new ArrayList<>();
          List<Failure> failures = new ArrayList<>();
          for (var name : asked) {
            clusters
                .lookUp(name)
                .ifPresentOrElse(
                    cluster -> found.add(counted(cluster)),
                    () -> failures.add(missing(arn("cluster/", name))));
          }
          return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
        });
  }

  private Cluster counted(Cluster cluster) {
    var here = clusters.services(cluster);
    var told = here.stream().map(descriptions::service).toList();
    return cluster.toBuilder()
        .activeServicesCount(
            (int) here.stream().filter(s -> s.status.equals(ServiceState.ACTIVE)).count())
        .runningTasksCount(told.stream().mapToInt(Service::runningCount).sum())
        .pendingTasksCount(told.stream().mapToInt(Service::pendingCount).sum())
        .build();
  }

  private String arn(String kind, String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : kernel.arn("ecs", kind + nameOrArn);
  }

  private static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return kernel.call(
        () -> {
          var revision = definitions.register(request);
          kernel.changed(this);
          return RegisterTaskDefinitionResponse.builder()
              .taskDefinition(revision.shape)
              .tags(revision.tags)
              .build();
        });
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return kernel.call(
        () -> {
          var revision =
              definitions
                  .find(request.taskDefinition())
                  .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
          var response = DescribeTaskDefinitionResponse.builder().taskDefinition(revision.shape);
          return request.include().contains(TaskDefinitionField.TAGS)
              ? response.tags(revision.tags).build()
              : response.build();
        });
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return kernel.call(
        () -> {
          var revision = definitions.deregister(request.taskDefinition());
          kernel.changed(this);
          return DeregisterTaskDefinitionResponse.builder().taskDefinition(revision.shape).build();
        });
  }

  @Override
  public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
    return kernel.call(
        () -> {
          if (request.taskDefinitions().isEmpty() || request.taskDefinitions().size() > 10) {
            throw EcsErrors.invalid("Specify 1 to 10 task definitions.");
          }
          List<TaskDefinition> deleted = new ArrayList<>();
          List<Failure> failures = new ArrayList<>();
          for (var name : request.taskDefinitions()) {
            var revision = definitions.find(name);
            var refusal =
                revision.isEmpty()
                    ? Optional.of("The specified task definition was not found.")
                    : definitions.delete(revision.get());
            refusal.ifPresentOrElse(
                reason ->
                    failures.add(
                        Failure.builder()
                            .arn(arn("task-definition/", name))
                            .reason(reason)
                            .build()),
                () -> deleted.add(revision.orElseThrow().shape));
          }
          kernel.changed(this);
          return DeleteTaskDefinitionsResponse.builder()
              .taskDefinitions(deleted)
              .failures(failures)
              .build();
        });
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return kernel.call(
        () -> {
          var status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
          var arns =
              definitions
                  .list(request.familyPrefix(), status)
                  .map(revision -> revision.shape.taskDefinitionArn())
                  .toList();
          var sorted = request.sort() == SortOrder.DESC ? arns.reversed() : arns;
          var page = page(sorted, request.nextToken(), request.maxResults(), MOST_A_PAGE);
          return ListTaskDefinitionsResponse.builder()
              .taskDefinitionArns(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public CreateServiceResponse createService(CreateServiceRequest request) {
    return kernel.call(
        () -> {
          var service = services.create(request);
          index.add(service);
          notice(service);
          return CreateServiceResponse.builder().service(descriptions.service(service)).build();
        });
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return kernel.call(
        () -> {
          var service = services.update(request);
          notice(service);
          return UpdateServiceResponse.builder().service(descriptions.service(service)).build();
        });
  }

  @Override
  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return kernel.call(
        () -> {
          var service =
              services.delete(
                  request.cluster(), request.service(), Boolean.TRUE.equals(request.force()));
          service
              .wanted()
              .toList()
              .forEach(
                  task ->
                      life.stop(
                          service,
                          task,
                          TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                          "Scaling activity initiated by (service deletion)"));
          notice(service);
          return DeleteServiceResponse.builder().service(descriptions.service(service)).build();
        });
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    return kernel.call(
        () -> {
          if (request.services().isEmpty()) {
            throw EcsErrors.invalid("Services cannot be empty.");
          }
          if (request.services().size() > MOST_SERVICES) {
            throw EcsErrors.invalid("Services cannot have more than 10 elements.");
          }
          List<Service> found = new ArrayList<>();
          List<Failure> failures = new ArrayList<>();
          var cluster = clusters.find(request.cluster());
          boolean tags = request.include().contains(ServiceField.TAGS);
          for (var name : request.services()) {
            var service = services.find(request.cluster(), name);
            if (service == null) {
              failures.add(missing(arn("service/" + cluster.clusterName() + "/", name)));
            } else {
              var told = descriptions.service(service);
              found.add(tags ? told : told.toBuilder().tags((List<Tag>) null).build());
            }
          }
          return DescribeServicesResponse.builder().services(found).failures(failures).build();
        });
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    return kernel.call(
        () -> {
          var arns =
              clusters.services(clusters.find(request.cluster())).stream()
                  .filter(service -> !service.status.equals(ServiceState.INACTIVE))
                  .map(ServiceState::arn)
                  .toList();
          var page = page(arns, request.nextToken(), request.maxResults(), MOST_SERVICES);
          return ListServicesResponse.builder()
              .serviceArns(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return kernel.call(
        () -> {
          var cluster = clusters.find(request.cluster());
          if (request.serviceName() != null
              && services.find(request.cluster(), request.serviceName()) == null) {
            throw EcsErrors.noService();
          }
          boolean wanted = request.desiredStatus() != DesiredStatus.STOPPED;
          var arns =
              clusters.services(cluster).stream()
                  .filter(service -> named(service, request.serviceName()))
                  .flatMap(
                      service ->
                          shown(service)
                              .filter(task -> task.wanted() == wanted)
                              .filter(task -> ofFamily(task, request.family()))
                              .map(task -> descriptions.taskArn(service, task)))
                  .toList();
          var page = page(arns, request.nextToken(), request.maxResults(), MOST_A_PAGE);
          return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.next()).build();
        });
  }

  private Stream<TaskState> shown(ServiceState service) {
    return service.tasks.stream().filter(task -> !Scheduler.forgotten(task, kernel.now()));
  }

  private static boolean named(ServiceState service, String nameOrArn) {
    return nameOrArn == null
        || service.serviceName().equals(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
  }

  private static boolean ofFamily(TaskState task, String family) {
    return family == null || task.taskDefinitionArn.contains("task-definition/" + family + ":");
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return kernel.call(
        () -> {
          if (request.tasks().isEmpty()) {
            throw EcsErrors.invalid("Tasks cannot be empty.");
          }
          if (request.tasks().size() > MOST_TASKS) {
            throw EcsErrors.invalid("Tasks cannot have more than 100 elements.");
          }
          var cluster = clusters.find(request.cluster());
          List<Task> found = new ArrayList<>();
          List<Failure> failures = new ArrayList<>();
          for (var name : request.tasks()) {
            task(cluster, name)
                .ifPresentOrElse(
                    found::add,
                    () -> failures.add(missing(arn("task/" + cluster.clusterName() + "/", name))));
          }
          return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
        });
  }

  private Optional<Task> task(Cluster cluster, String nameOrArn) {
    var id = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    for (var service : clusters.services(cluster)) {
      var found = shown(service).filter(task -> task.id.equals(id)).findFirst();
      if (found.isPresent()) {
        return Optional.of(descriptions.task(service, found.get()));
      }
    }
    return Optional.empty();
  }

  /** Stops a task; its service starts another. */
  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    return kernel.call(
        () -> {
          var cluster = clusters.find(request.cluster());
          var id = request.task().substring(request.task().lastIndexOf('/') + 1);
          for (var service : clusters.services(cluster)) {
            for (var task : service.tasks) {
              if (task.id.equals(id)) {
                if (task.wanted()) {
                  life.stop(
                      service,
                      task,
                      TaskStopCode.USER_INITIATED,
                      request.reason() == null ? "Task stopped by user" : request.reason());
                }
                notice(service);
                return StopTaskResponse.builder().task(descriptions.task(service, task)).build();
              }
            }
          }
          throw EcsErrors.invalid("The referenced task was not found.");
        });
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return kernel.call(
        () -> ListTagsForResourceResponse.builder().tags(tags(request.resourceArn())).build());
  }

  private List<Tag> tags(String arn) {
    var kind = arn.replaceFirst("arn:aws:ecs:[^:]*:[^:]*:", "").split("/", 2)[0];
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "service" -> {
        var service = state.services.get(arn);
        if (service == null) {
          throw EcsErrors.noService();
        }
        yield service.shape.tags();
      }
      case "task-definition" -> definitions.find(arn).orElseThrow(EcsErrors::noService).tags;
      case "cluster" -> clusters.find(arn).tags();
      default -> throw EcsErrors.invalid("Invalid ARN " + arn);
    };
  }

  private static <T> Pages<T> page(List<T> all, String token, Integer size, int usual) {
    if (size != null && (size < 1 || size > MOST_A_PAGE)) {
      throw EcsErrors.invalid("maxResults must be between 1 and 100.");
    }
    return Pages.of(
        all,
        token,
        size == null ? Integer.valueOf(usual) : size,
        MOST_A_PAGE,
        () -> EcsErrors.invalid("Invalid token"));
  }

  @Override
  public String name() {
    return "ecs";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(
        () -> {
          state = StateJson.read(saved, EcsState.class);
          index.rebuild();
          state.services.values().stream()
              .filter(service -> !service.status.equals(ServiceState.INACTIVE))
              .forEach(this::notice);
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
