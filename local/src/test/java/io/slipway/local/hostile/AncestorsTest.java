package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.slipway.aws.AlbRouter;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.domain.Role;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Flaws of the tools before Slipway that no story of its own tells; see docs/ancestors.md. */
final class AncestorsTest {

  private static final Path FUNCTIONS = Path.of("functions/src/main/java");

  private static World world;

  @BeforeAll
  static void applications() {
    world = World.settled();
    World.succeeded(world.scenario.createStack("prod1"));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void flawA4_aSlotIsNeverGuessedFromAName() {
    world.scenario.pushImage("prod1", "1.0.0", "healthy");
    var body = World.body("prod1");
    World.succeeded(
        world.scenario.asked(
            "POST", "/stacks/deploytoprodBlue", body.deepCopy().put("imageTag", "1.0.0")));

    World.succeeded(
        world.scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body.put("bake", 1)));

    var live = slot("prod1", Role.LIVE);
    assertThat(live.place()).hasToString("prod2");
    assertThat(live.release()).isPresent();
    assertThat(weight(live)).isEqualTo(100);
  }

  @Test
  void flawA13_noFunctionKeepsCredentialsFromWhenItWasLoaded() {
    for (var function : world.scenario.slipway().installed().functions()) {
      for (var field : type(function.handlerClass()).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          assertThat(SdkClient.class.isAssignableFrom(field.getType())).as("%s", field).isFalse();
          assertThat(field.getType().getName()).doesNotContain("Credentials", "Platform");
        }
      }
    }
  }

  @Test
  void flawA15_everyHandlerOfTheTemplateIsAClassThatLoads() {
    assertThat(world.scenario.slipway().installed().functions())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            function ->
                assertThat(RequestStreamHandler.class)
                    .isAssignableFrom(type(function.handlerClass())));
  }

  @Test
  void flawA16_nothingNamesARegion() throws IOException {
    assertThat(sourcesWith("\"[^\"]*\\b(us|eu|ap|sa|ca)-[a-z]+-\\d\\b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"canada", "dad", "prod1", "de", "devdev", " dev"})
  void flawA17_environmentsAreComparedWhole(String almost) {
    assertThatThrownBy(() -> Environment.of(almost)).isInstanceOf(Rejected.class);
    assertThat(Environment.of("DA")).isEqualTo(Environment.DA);
  }

  @Test
  void flawC4_anApplicationIsBornWithTheWeightsThatItsInventorySays() {
    var live = slot("shop", Role.LIVE);
    var idle = slot("shop", Role.IDLE);

    assertThat(weight(live)).isEqualTo(100);
    assertThat(weight(idle)).isZero();
    var preview = live.address().previewRule().orElseThrow();
    assertThat(new AlbRouter(world.scenario.platform()).weights(preview))
        .satisfies(
            weights -> {
              assertThat(weights.of(live.address().targetGroup())).isZero();
              assertThat(weights.of(idle.address().targetGroup())).isEqualTo(100);
            });
  }

  @Test
  void flawC14_noFunctionAsksAnybodyButAws() throws IOException {
    assertThat(sourcesWith("java\\.net\\.http|openConnection|\\.openStream|InetAddress"))
        .containsExactly("WebOverHttp.java");
    // the application's own preview host, and the provider of its source; both within a timeout
    assertThat(sourcesWith("\\.web\\(\\)"))
        .containsExactlyInAnyOrder("CheckPreview.java", "SourceHosts.java");
  }

  @Test
  void flawL6_everyServiceHasACircuitBreakerThatRollsBack() {
    var ecs = world.scenario.slipway().clients().get(EcsClient.class);
    var entries = world.scenario.inventory("shop");
    assertThat(entries).hasSize(6);
    for (var entry : entries) {
      var address = entry.address();
      var deployment =
          ecs.describeServices(
                  request -> request.cluster(address.cluster()).services(address.service()))
              .services()
              .getFirst()
              .deploymentConfiguration();
      assertThat(deployment.deploymentCircuitBreaker().enable()).isTrue();
      assertThat(deployment.deploymentCircuitBreaker().rollback()).isTrue();
      assertThat(deployment.minimumHealthyPercent()).isEqualTo(100);
      assertThat(deployment.maximumPercent()).isEqualTo(200);
    }
  }

  @Test
  void flawL8_noBucketHasANameThatOneAccountInTheWorldCanHave() throws IOException {
    var names =
        Pattern.compile("BucketName: (.*)").matcher(Files.readString(Path.of("template.yaml")));

    assertThat(names.results().map(name -> name.group(1)))
        .hasSizeGreaterThan(1)
        .allMatch(name -> name.contains("${AWS::AccountId}") && name.contains("${AWS::Region}"));
  }

  @Test
  void flawL10_nothingIsHandedToAShell() throws IOException {
    assertThat(sourcesWith("ProcessBuilder|getRuntime\\(\\)\\s*\\.exec")).isEmpty();
  }

  @Test
  void flawC10_flawL17_listsGoOnWhereAPageEnds() {
    var names = new ArrayList<String>();
    var page = world.scenario.get("/stacks?limit=1");
    while (page.has("next")) {
      page.path("applications").forEach(one -> names.add(one.path("applicationName").asText()));
      page = world.scenario.get(page.path("next").asText().substring("/dev".length()) + "&limit=1");
    }
    page.path("applications").forEach(one -> names.add(one.path("applicationName").asText()));

    assertThat(names).containsExactly("Cats", "prod1", "shop");
  }

  private static InventoryEntry slot(String application, Role role) {
    return world.scenario.inventory(application).stream()
        .filter(entry -> entry.role().filter(role::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static int weight(InventoryEntry entry) {
    return new AlbRouter(world.scenario.platform())
        .weights(entry.address().rule())
        .of(entry.address().targetGroup());
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("template.yaml names a handler that is not there", e);
    }
  }

  /** The names of production's sources that contain {@code pattern}. */
  private static List<String> sourcesWith(String pattern) throws IOException {
    var wanted = Pattern.compile(pattern);
    try (Stream<Path> files = Files.walk(FUNCTIONS)) {
      var found = new ArrayList<String>();
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (wanted.matcher(Files.readString(file)).find()) {
          found.add(file.getFileName().toString());
        }
      }
      return found;
    }
  }
}
