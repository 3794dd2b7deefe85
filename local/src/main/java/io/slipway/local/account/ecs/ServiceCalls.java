package io.slipway.local.account.ecs;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The calls about services. */
final class ServiceCalls {

  private static final int MOST_SERVICES = 10;

  private final EcsCore core;

  ServiceCalls(EcsCore core) {
    this.core = core;
  }

  CreateServiceResponse createService(CreateServiceRequest request) {
    var service = core.services.create(request);
    core.index.add(service);
    core.notice(service);
    return CreateServiceResponse.builder().service(core.descriptions.service(service)).build();
  }

  UpdateServiceResponse updateService(UpdateServiceRequest request) {
    var service = core.services.update(request);
    core.notice(service);
    return UpdateServiceResponse.builder().service(core.descriptions.service(service)).build();
  }

  DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    var service =
        core.services.delete(
            request.cluster(), request.service(), Boolean.TRUE.equals(request.force()));
    service
        .wanted()
        .toList()
        .forEach(
            task ->
                core.life.stop(
                    service,
                    task,
                    TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                    "Scaling activity initiated by (service deletion)"));
    core.notice(service);
    return DeleteServiceResponse.builder().service(core.descriptions.service(service)).build();
  }

  DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    if (request.services().isEmpty()) {
      throw EcsErrors.invalid("Services cannot be empty.");
    }
    if (request.services().size() > MOST_SERVICES) {
      throw EcsErrors.invalid("Services cannot have more than 10 elements.");
    }
    List<Service> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    var cluster = core.clusters.find(request.cluster());
    boolean tags = request.include().contains(ServiceField.TAGS);
    for (var name : request.services()) {
      var service = core.services.find(request.cluster(), name);
      if (service == null) {
        failures.add(EcsCore.missing(core.arn("service/" + cluster.clusterName() + "/", name)));
      } else {
        var told = core.descriptions.service(service);
        found.add(tags ? told : told.toBuilder().tags((List<Tag>) null).build());
      }
    }
    return DescribeServicesResponse.builder().services(found).failures(failures).build();
  }

  ListServicesResponse listServices(ListServicesRequest request) {
    var arns =
        core.clusters.services(core.clusters.find(request.cluster())).stream()
            .filter(service -> !service.status.equals(ServiceState.INACTIVE))
            .map(ServiceState::arn)
            .toList();
    var page = EcsCore.page(arns, request.nextToken(), request.maxResults(), MOST_SERVICES);
    return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.next()).build();
  }
}
