package io.slipway.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Provider;
import io.slipway.local.access.AccessControl;
import io.slipway.local.account.Account;
import io.slipway.local.account.Caller;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.formation.SimulatedCloudFormation;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.source.SourceProviders;
import io.slipway.local.asl.Definitions;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.asl.TaskCall;
import io.slipway.local.asl.TaskService;
import io.slipway.local.data.Changes;
import io.slipway.local.data.DataFolder;
import io.slipway.local.data.Durable;
import io.slipway.local.data.TableStore;
import io.slipway.local.http.Gateway;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.http.HttpRequest;
import io.slipway.local.http.LocalRoutes;
import io.slipway.local.install.Clients;
import io.slipway.local.install.Installation;
import io.slipway.local.install.Installed;
import io.slipway.local.lambda.AsynchronousInvocations;
import io.slipway.local.lambda.BuildTasks;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.lambda.Invocation;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.lambda.LambdaTasks;
import io.slipway.local.template.DefinitionFiles;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.MachineSpec;
import io.slipway.local.template.SamTemplate;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.time.Timeline;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Slipway as it is deployed, in one JVM: what {@code ./slipway local} serves over HTTP, and what
 * stories are told with. The one place where local mode is put together.
 */
public final class LocalSlipway implements AutoCloseable {

  private final Setup setup;
  private final Optional<DataFolder> folder;
  private final LocalTime time;
  private final Optional<TableStore> tables;
  private final Seeds seeds;
  private final Ids ids;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("worker-", 1).daemon().factory());
  private final LambdaFunctions functions;
  private final DefinitionFiles files;
  private final LocalAccount account;
  private final Installed installed;
  private final Gateway gateway;
  private final LocalRoutes localRoutes;

  private LocalSlipway(Setup setup, Optional<DataFolder> folder, Optional<TableStore> tables) {
    this.setup = setup;
    this.folder = folder;
    this.tables = tables;
    this.seeds = new Seeds(setup.seed());
    this.time = LocalTime.of(setup, begin(setup, folder), threads);
    var clock = time.timeline().clock();
    this.ids = new Ids(clock, seeds.next());
    var workers = workers();
    this.functions =
        new LambdaFunctions(
            (function, instance) -> handlers().make(function, platform(function, instance)),
            clock,
            seeds.next(),
            workers,
            setup.log());
    var simulation = setup.surroundings();
    this.files = simulation.map(Surroundings::files).orElseGet(DefinitionFiles::new);
    var template =
        simulation
            .map(Surroundings::template)
            .orElseGet(
                () -> SamTemplate.read(setup.root().resolve("template.yaml"), setup.parameters()));
    var settings =
        new AccountSettings(
            template.parameterText("accountid"),
            template.parameterText("region"),
            AccountSettings.DEFAULT.weightPropagation());
    var builds =
        new BuildTasks(
            time.timeline(), this::codeBuild, call -> recorded(CodeBuildClient.class, call));
    this.account =
        new LocalAccount(
            settings,
            time.timeline(),
            seeds,
            folder.map(data -> data.changes(clock)).orElse(Changes.FORGOTTEN),
            tasks(workers, builds),
            simulation.map(Surroundings::definitions).orElseGet(Definitions::new),
            simulation
                .map(Surroundings::tables)
                .orElseGet(() -> tables.orElseThrow().client(clock)),
            Map.of(
                Provider.GITHUB, URI.create(template.parameterText("githubapi")),
                Provider.GITLAB, URI.create(template.parameterText("gitlabapi"))));
    restore();
    this.installed = install(template);
    this.gateway =
        new Gateway(
            installed,
            settings.accountId(),
            functions,
            clock,
            (route, why) -> setup.log().accept(route.functionId(), why));
    this.localRoutes = account.routes();
    account.machines().listen(builds);
    new Triggers(installed, functions, time.timeline(), setup.schedules())
        .start(account.account(), account.machines(), settings, simulation);
  }

  private HandlerFactory handlers() {
    return setup
        .surroundings()
        .map(simulation -> simulation.handlers(setup.handlers()))
        .orElse(setup.handlers());
  }

  private LambdaFunctions.Workers workers() {
    return setup
        .surroundings()
        .map(Surroundings::workers)
        .orElseGet(
            () ->
                new LambdaFunctions.Workers(
                    time.workers(),
                    setup.isVirtual()
                        ? LambdaFunctions.Workers.INLINE.watch()
                        : LambdaFunctions.Watch.REAL));
  }

  private TaskService tasks(LambdaFunctions.Workers workers, BuildTasks builds) {
    var tasks =
        new LambdaTasks(
            functions,
            new AsynchronousInvocations(functions, time.timeline()),
            workers.executor(),
            call -> recorded(SnsClient.class, call),
            call -> recorded(SfnClient.class, call),
            builds);
    return setup.surroundings().map(simulation -> simulation.tasks(tasks)).orElse(tasks);
  }

  /**
   * Starts it.
   *
   * @throws TemplateError where local mode does not understand template.yaml
   * @throws io.slipway.local.data.DataFolderRefused where the data folder cannot be used
   */
  static LocalSlipway start(Setup setup) {
    var folder = setup.data().map(DataFolder::open);
    Optional<TableStore> tables = Optional.empty();
    try {
      if (setup.surroundings().isEmpty()) {
        tables = Optional.of(setup.tables().open(folder));
      }
      return new LocalSlipway(setup, folder, tables);
    } catch (RuntimeException e) {
      tables.ifPresent(TableStore::close);
      folder.ifPresent(DataFolder::close);
      throw e;
    }
  }

  /** Time never goes back, also where an earlier process was ahead of the machine's clock. */
  private static Instant begin(Setup setup, Optional<DataFolder> folder) {
    var wanted = setup.begin().orElseGet(Clock.systemUTC()::instant);
    return folder
        .flatMap(DataFolder::latest)
        .filter(latest -> latest.isAfter(wanted))
        .orElse(wanted);
  }

  private void restore() {
    folder.ifPresent(
        data -> account.account().kernel().run(() -> account.parts().forEach(data::restore)));
    setup
        .surroundings()
        .ifPresent(
            simulation ->
                account
                    .account()
                    .kernel()
                    .run(() -> account.parts().forEach(part -> restore(simulation, part))));
  }

  private static void restore(Surroundings simulation, Durable part) {
    simulation.saved(part.name()).ifPresent(part::restore);
  }

  private Installed install(SamTemplate template) {
    var result =
        setup.surroundings().flatMap(Surroundings::installed).orElseGet(() -> made(template));
    var arn =
        "arn:aws:lambda:%s:%s:function:"
            .formatted(template.parameterText("region"), template.parameterText("accountid"));
    result.functions().forEach(function -> functions.add(function, arn + function.name()));
    result
        .machines()
        .values()
        .forEach(machine -> account.access().give(machine.name(), machine.permissions()));
    // Only now: what was running goes on at once, and needs the functions.
    folder.ifPresent(data -> data.restore(account.machines()));
    setup.surroundings().ifPresent(simulation -> restore(simulation, account.machines()));
    result
        .machines()
        .forEach(
            (machineArn, machine) -> {
              var file = setup.root().resolve(machine.definitionUri());
              account.machines().define(machineArn, machine.name(), definition(machine, file));
            });
    return result;
  }

  private Installed made(SamTemplate template) {
    return new Installation(template, account.clients(), !setup.isVirtual()).install();
  }

  private String definition(MachineSpec machine, Path file) {
    try {
      var text = varied(file, files.read(file));
      return files.substituted(machine, text);
    } catch (IOException e) {
      throw new TemplateError(
          "template.yaml: %s.DefinitionUri: cannot read %s".formatted(machine.logicalId(), file),
          e);
    }
  }

  private String varied(Path file, String definition) {
    var machine = file.getFileName().toString().replace(".asl.json", "");
    return setup
        .surroundings()
        .map(simulation -> simulation.definition(machine, definition))
        .orElse(definition);
  }

  private Platform platform(FunctionSpec function, Supplier<Invocation> instance) {
    account.access().give(function.logicalId(), function.permissions());
    Supplier<Caller> caller =
        () -> {
          var current = instance.get();
          return new Caller(current.functionId(), current.operationId().orElse(null));
        };
    var clients = account.recorded(caller);
    setup
        .surroundings()
        .ifPresent(
            simulation ->
                clients.replaceAll((type, maker) -> changed(simulation, type, maker, function)));
    return new Platform(
        clients,
        setup
            .surroundings()
            .map(simulation -> simulation.clock(function.logicalId()))
            .orElseGet(time.timeline()::clock),
        ids,
        new Settings(function.environment()),
        time.pause(),
        (kind, state, took) -> {});
  }

  private static <T> Supplier<T> changed(
      Surroundings simulation, Class<T> type, Supplier<?> maker, FunctionSpec function) {
    return () -> simulation.client(type, type.cast(maker.get()), function.logicalId());
  }

  private <T> T recorded(Class<T> type, TaskCall call) {
    var names = call.executionArn().split(":", -1);
    var caller = new Caller(names[names.length - 2], names[names.length - 1]);
    return account.recorded(type, () -> caller);
  }

  /** Answers a request as it came over the wire; never throws. */
  public HttpAnswer answer(HttpRequest request) {
    return LocalRoutes.serves(request.path())
        ? localRoutes.answer(request)
        : gateway.answer(request);
  }

  /**
   * Makes a request without a socket.
   *
   * @param path below the stage, such as {@code /stacks?limit=5}, or below {@code /local}
   * @param body JSON; empty for none
   */
  public HttpAnswer call(String method, String path, String body) {
    return call(method, path, body, Map.of());
  }

  /** As {@link #call(String, String, String)}, with headers: names in lower case. */
  public HttpAnswer call(String method, String path, String body, Map<String, String> headers) {
    var all = new java.util.TreeMap<>(headers);
    all.putIfAbsent("content-type", "application/json");
    var parts = path.split("\\?", 2);
    var below = LocalRoutes.serves(parts[0]) ? parts[0] : "/" + installed.stage() + parts[0];
    return answer(
        new HttpRequest(
            method,
            below,
            parts.length == 2 ? parts[1] : "",
            all,
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** As {@link #call(String, String, String)}, with a body of JSON. */
  public HttpAnswer call(String method, String path, JsonNode body) {
    return call(method, path, Json.text(body));
  }

  /** What of template.yaml is run here. */
  public Installed installed() {
    return installed;
  }

  public Timeline timeline() {
    return time.timeline();
  }

  /** Lets this Slipway's time pass, whatever kind it is. */
  public Platform.Pause pause() {
    return time.pause();
  }

  /** The timeline where time is virtual; throws {@link IllegalStateException} where it is not. */
  public VirtualTimeline virtualTime() {
    if (time.timeline() instanceof VirtualTimeline virtual) {
      return virtual;
    }
    throw new IllegalStateException("time is not virtual here");
  }

  public Account account() {
    return account.account();
  }

  /** What functions and state machines may do, and what of it they have done. */
  public AccessControl access() {
    return account.access();
  }

  public SimulatedCloudFormation cloudFormation() {
    return account.cloudFormation();
  }

  /** Every part of the account that has state, the state machines last. */
  public List<Durable> parts() {
    var parts = account.parts();
    parts.add(account.machines());
    return parts;
  }

  /** The account's clients as people use them at the console: their calls are not written down. */
  public Clients clients() {
    return account.clients();
  }

  /** The providers of source, as people use them: they push to their repositories. */
  public SourceProviders providers() {
    return account.providers();
  }

  /** CodeBuild, as people use it: they say how builds go. */
  public SimulatedCodeBuild codeBuild() {
    return account.codeBuild();
  }

  public StateMachines machines() {
    return account.machines();
  }

  public LambdaFunctions functions() {
    return functions;
  }

  /** Stops it; what a data folder keeps is there already. */
  @Override
  public void close() {
    time.close();
    threads.shutdownNow();
    try {
      var unused =
          threads.awaitTermination(
              Duration.ofSeconds(2).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tables.ifPresent(TableStore::close);
    folder.ifPresent(DataFolder::close);
  }
}
