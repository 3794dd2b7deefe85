package io.slipway.spec.canaryfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.spec.LaunchType;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.Surroundings;
import io.slipway.spec.render.TaskRendering;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.Origins;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Says what a deployment file says in our own form. */
record CanaryTranslation(CanaryFile file, Surroundings surroundings) {

  static Origins origins(String service) {
    var at = "services." + service;
    return new Origins(Naming.SNAKE)
        .place("", "")
        .place("services", "service")
        .place(at, "service")
        .place(at + ".task", "service")
        .place(at + ".placement", "service")
        .place(at + ".placement.constraints", "service.placement_constraints")
        .place(at + ".placement.strategies", "service.placement_strategies")
        .place(at + ".placement.launchType", "service.requires_compatibilities")
        .place(at + ".task.roles.task", "service.iam_roles.task_role")
        .place(at + ".task.roles.task.statements", "service.iam_roles.task_role")
        .place(at + ".task.roles.execution", "service.iam_roles.task_execution_role")
        .place(at + ".task.roles.execution.statements", "service.iam_roles.task_execution_role")
        .place(at + ".scaling", "service.auto_scaling")
        .place(at + ".scaling.nonProduction", "service.auto_scaling")
        .place(at + ".scaling.production", "service.auto_scaling")
        .place(at + ".scaling.rules", "service.auto_scaling.auto_scaling_policies")
        .place(at + ".targetGroups", "target_groups")
        .place(at + ".listeners", "listeners")
        .place("project", "service.project")
        .place("cluster", "service.cluster")
        .place("release", "canary")
        .place("release.balancers", "canary.releases")
        .place("release.balancers.group", "canary.group")
        .place("release.balancers.hosts", "service.fqdn")
        .place("release.notifications", "canary.sns_topic_notifications")
        .name("ports", "port_mappings")
        .name("docker", "docker_volume_configuration")
        .name("driverOptions", "driver_opts")
        .name("efs", "efs_volume_configuration")
        .name("fileSystemId", "filesystem_id")
        .name("directory", "root_directory")
        .name("securityOptions", "docker_security_options")
        .name("labels", "docker_labels")
        .name("log", "log_configuration")
        .name("attributes", "target_group_attributes")
        .name("interval", "interval_seconds")
        .name("healthyThreshold", "healthy_threshold_count")
        .name("unhealthyThreshold", "unhealthy_threshold_count")
        .name("redirect", "config")
        .name("fixedResponse", "config")
        .name("authenticateOidc", "config")
        .name("authenticateCognito", "config")
        .name("min", "min_capacity")
        .name("max", "max_capacity")
        .name("steps", "step_scaling_policy_configuration");
  }

  ObjectNode document() {
    var service = file.service();
    return new Tree()
        .put("project", service.project())
        .put("cluster", service.cluster())
        .put("services", new Tree().put(service.name(), service()))
        .put("release", release())
        .node();
  }

  private Tree release() {
    var canary = file.canary();
    return new Tree()
        .put("router", "route53")
        .put(
            "balancers",
            new Tree()
                .put("group", canary.group())
                .put("blue", canary.releases().blue())
                .put("green", canary.releases().green())
                .put("hosts", file.service().fqdn()))
        .put(
            "scale",
            new Tree()
                .put("desired", canary.scale().desired())
                .put("wait", canary.scale().waiting()))
        .put("strategy", canary.strategy())
        .put("notifications", canary.snsTopicNotifications());
  }

  private Tree service() {
    return new Tree()
        .put("task", task())
        .put("placement", placement())
        .put("scaling", scaling())
        .list("targetGroups", file.targetGroups(), TrafficSections::targetGroup)
        .list("listeners", file.listeners(), TrafficSections::listener);
  }

  private LaunchType launchType() {
    return file.service().requiresCompatibilities().stream().findFirst().orElse(LaunchType.EC2);
  }

  private Tree placement() {
    var service = file.service();
    return new Tree()
        .put("launchType", launchType())
        .put("platformVersion", service.platformVersion())
        .put("schedulingStrategy", service.schedulingStrategy())
        .put("constraints", service.placementConstraints())
        .put("strategies", service.placementStrategies());
  }

  private Tree task() {
    var service = file.service();
    var usual = launchType() == LaunchType.FARGATE ? NetworkMode.AWSVPC : NetworkMode.BRIDGE;
    var policies =
        service.policies().isEmpty() ? service.iamRoles().taskRole() : service.policies();
    return new Tree()
        .put("cpu", service.cpu())
        .put("memory", service.memory())
        .put("networkMode", service.networkMode().orElse(usual))
        .put("pidMode", service.pidMode())
        .put("ipcMode", service.ipcMode())
        .put("containers", containers())
        .list("volumes", service.volumes(), CanaryTranslation::volume)
        .put(
            "roles",
            new Tree()
                .put("task", new Tree().put("statements", policies))
                .put(
                    "execution",
                    new Tree().put("statements", service.iamRoles().taskExecutionRole())));
  }

  private List<JsonNode> containers() {
    var containers = new ArrayList<JsonNode>();
    file.service().containers().forEach(from -> containers.add(container(from).node()));
    if (containers.getFirst() instanceof ObjectNode first
        && first.path("image").asText().equalsIgnoreCase(usualImage())) {
      first.remove("image");
    }
    return containers;
  }

  /** What a file means that leaves the image out: that of the release. */
  private String usualImage() {
    return surroundings.accountId()
        + ".dkr.ecr."
        + surroundings.region()
        + ".amazonaws.com/"
        + file.service().name()
        + ":"
        + TaskRendering.VERSION;
  }

  private Tree container(ContainerSection from) {
    var environment = new LinkedHashMap<>(from.environment().values());
    environment.putIfAbsent("AWS_ENVIRONMENT", surroundings.environment());
    environment.putIfAbsent("AWS_REGION", surroundings.region());
    environment.putIfAbsent("AWS_ACCOUNT_ID", surroundings.accountId());
    return new Tree()
        .put("name", from.name())
        .put("image", from.image())
        .put("cpu", from.cpu())
        .put("memory", from.memory())
        .put("memoryReservation", from.memoryReservation())
        .put("ports", from.portMappings())
        .put("entryPoint", from.entryPoint())
        .put("command", from.command())
        .put("environment", environment)
        .put("secrets", from.secrets())
        .put("dnsServers", from.dnsServers())
        .put("dnsSearchDomains", from.dnsSearchDomains())
        .put("extraHosts", from.extraHosts())
        .put("links", from.links())
        .put("securityOptions", from.dockerSecurityOptions())
        .put("labels", from.dockerLabels())
        .put("essential", from.essential())
        .put("privileged", from.privileged())
        .put("disableNetworking", from.disableNetworking())
        .put("hostname", from.hostname())
        .put("mountPoints", from.mountPoints())
        .put("startTimeout", from.startTimeout())
        .put("stopTimeout", from.stopTimeout())
        .put("dependsOn", from.dependsOn())
        .put("healthCheck", from.healthCheck())
        .put(
            "log",
            new Tree()
                .put("driver", from.logConfiguration().logDriver())
                .put("options", from.logConfiguration().options())
                .put("secretOptions", from.logConfiguration().secretOptions()));
  }

  private static Tree volume(VolumeSection from) {
    var volume = new Tree().put("name", from.name()).put("host", from.host());
    from.dockerVolumeConfiguration()
        .ifPresent(
            docker ->
                volume.put(
                    "docker",
                    new Tree()
                        .put("autoprovision", docker.autoprovision())
                        .put("driver", docker.driver())
                        .put("driverOptions", docker.driverOpts())
                        .put("labels", docker.labels())
                        .put("scope", docker.scope())));
    from.efsVolumeConfiguration()
        .ifPresent(
            efs ->
                volume.put(
                    "efs",
                    new Tree()
                        .put("fileSystemId", efs.filesystemId())
                        .put("directory", efs.rootDirectory())));
    return volume;
  }

  /** As many tasks everywhere: the file is for one environment. */
  private Tree scaling() {
    int desired = file.canary().scale().desired();
    var asked = file.service().autoScaling();
    var range =
        new Tree()
            .put("min", asked.map(AutoScaling::minCapacity).orElse(desired))
            .put("max", asked.map(AutoScaling::maxCapacity).orElse(desired));
    return new Tree()
        .put("nonProduction", range)
        .put("production", range)
        .put("role", asked.flatMap(AutoScaling::roleArn))
        .list(
            "rules",
            asked.map(CanaryTranslation::policies).orElse(List.of()),
            CanaryTranslation::rule);
  }

  private static List<ScalingPolicy> policies(AutoScaling scaling) {
    var policies = new ArrayList<>(scaling.autoScalingPolicies());
    policies.addAll(scaling.policies());
    return policies;
  }

  private static Tree rule(ScalingPolicy from) {
    var rule = new Tree().put("name", from.policyName());
    if (from.policyType() == ScalingPolicy.Kind.TargetTrackingScaling) {
      rule.put("targetTracking", from.targetTracking());
    }
    return rule.put(
        "steps", from.stepScalingPolicyConfiguration().map(steps -> steps(from, steps).node()));
  }

  private static Tree steps(ScalingPolicy from, StepSection steps) {
    return new Tree()
        .put("adjustmentType", steps.adjustmentType())
        .put("cooldown", steps.cooldown())
        .put("aggregation", steps.metricAggregationType())
        .list(
            "steps",
            steps.stepAdjustments(),
            step ->
                new Tree()
                    .put("lowerBound", step.metricIntervalLowerBound())
                    .put("upperBound", step.metricIntervalUpperBound())
                    .put("adjustment", step.scalingAdjustment()))
        .list(
            "alarms",
            from.cloudwatchAlarms(),
            alarm ->
                new Tree()
                    .put("metric", alarm.metricName())
                    .put("namespace", alarm.namespace())
                    .put("statistic", alarm.statistic())
                    .put("period", alarm.period())
                    .put("evaluationPeriods", alarm.evaluationPeriods())
                    .put("threshold", alarm.threshold())
                    .put("comparison", alarm.comparisonOperator())
                    .put("description", alarm.alarmDescription()));
  }
}
