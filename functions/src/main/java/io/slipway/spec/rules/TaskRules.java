package io.slipway.spec.rules;

import io.slipway.spec.FargateSize;
import io.slipway.spec.IpcMode;
import io.slipway.spec.LaunchType;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.PidMode;
import io.slipway.spec.Service;
import io.slipway.spec.ServiceRole;
import io.slipway.spec.Statement;
import io.slipway.spec.Task;
import io.slipway.spec.Volume;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Fargate and EC2 take of a task: sizes, modes, volumes, roles. */
final class TaskRules {

  private static final String OURS = "slipway-";
  static final String PATH = ":role/slipway/";

  /**
   * Of all inline policies of a role; less than IAM takes, with room for those that Slipway adds.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Inline
   *     policies of a role: 10,240 characters, white space aside</a>
   */
  private static final int MOST_LETTERS = 8_000;

  /** What a statement has around its actions and resources, and each of those around itself. */
  private static final int FRAME = 90;

  private static final int QUOTES = 3;

  private TaskRules() {}

  static void check(Service service, String path, Said problems) {
    var task = service.task();
    if (service.placement().launchType() == LaunchType.FARGATE) {
      fargate(task, path, problems);
    }
    if (task.networkMode() == NetworkMode.NONE && !service.targetGroups().isEmpty()) {
      problems.add(path + ".networkMode", "none has no ports; a load balancer cannot reach them");
    }
    volumes(task.volumes(), service.placement().launchType(), path + ".volumes", problems);
    role(task.roles().task(), path + ".roles.task", problems);
    role(task.roles().execution(), path + ".roles.execution", problems);
  }

  private static void fargate(Task task, String path, Said problems) {
    if (task.cpu().isEmpty() || task.memory().isEmpty()) {
      problems.add(
          path + (task.cpu().isEmpty() ? ".cpu" : ".memory"),
          "Fargate needs the size of a task, cpu and memory");
    }
    task.cpu().flatMap(FargateSize::fault).ifPresent(why -> problems.add(path + ".cpu", why));
    task.cpu()
        .flatMap(cpu -> task.memory().flatMap(memory -> FargateSize.fault(cpu, memory)))
        .ifPresent(why -> problems.add(path + ".memory", why));
    if (task.networkMode() != NetworkMode.AWSVPC) {
      problems.add(path + ".networkMode", "Fargate has awsvpc only, but got " + task.networkMode());
    }
    if (task.pidMode().filter(mode -> mode == PidMode.HOST).isPresent()) {
      problems.add(path + ".pidMode", "Fargate has task only; host needs launch type EC2");
    }
    task.ipcMode()
        .filter(mode -> mode != IpcMode.NONE)
        .ifPresent(
            mode ->
                problems.add(path + ".ipcMode", mode + " needs launch type EC2; Fargate has none"));
  }

  private static void volumes(
      List<Volume> volumes, LaunchType launchType, String path, Said problems) {
    var names = new Once(problems);
    for (int i = 0; i < volumes.size(); i++) {
      var volume = volumes.get(i);
      var place = Paths.item(path, i);
      names.add(volume.name(), place + ".name");
      long kinds =
          Stream.<Optional<?>>of(volume.host(), volume.docker(), volume.efs())
              .filter(Optional::isPresent)
              .count();
      if (kinds > 1) {
        problems.add(place, "a volume is of one kind: host, docker or efs");
      }
      if (launchType == LaunchType.FARGATE) {
        if (volume.docker().isPresent()) {
          problems.add(
              place + ".docker", "Fargate has no volumes of Docker; use efs, or launch type EC2");
        }
        if (volume.host().flatMap(host -> host.sourcePath()).isPresent()) {
          problems.add(
              place + ".host.sourcePath",
              "Fargate has no folders of instances; leave it out, or use efs");
        }
      }
    }
  }

  private static void role(ServiceRole role, String path, Said problems) {
    if (role.arn().isPresent() && !role.statements().isEmpty()) {
      problems.add(
          path + ".arn", "a role that exists keeps its policies; leave arn or the statements out");
    }
    role.arn()
        .filter(arn -> !arn.contains(PATH))
        .ifPresent(
            arn ->
                problems.add(
                    path + ".arn", "Slipway may hand over roles under the path /slipway/ only"));
    var names = new Once(problems);
    for (int i = 0; i < role.statements().size(); i++) {
      var place = Paths.item(path + ".statements", i);
      var name = role.statements().get(i).name();
      names.add(name, place + ".name");
      if (name.startsWith(OURS)) {
        problems.add(place + ".name", "names that begin with " + OURS + " are Slipway's");
      }
      resources(role.statements().get(i), place, problems);
    }
    int letters =
        role.statements().stream()
            .flatMap(one -> Stream.concat(one.actions().stream(), one.resources().stream()))
            .mapToInt(text -> text.length() + QUOTES)
            .sum();
    if (letters + role.statements().size() * FRAME > MOST_LETTERS) {
      problems.add(
          path + ".statements",
          "all inline policies of a role together have at most 10240 characters, some of which are"
              + " for those of Slipway; name a role with managed policies in arn instead");
    }
  }

  private static void resources(Statement statement, String path, Said problems) {
    for (int i = 0; i < statement.resources().size(); i++) {
      var resource = statement.resources().get(i);
      if (!resource.equals("*") && !resource.startsWith("arn:")) {
        problems.add(Paths.item(path + ".resources", i), "an ARN, or *, is expected");
      }
    }
  }
}
