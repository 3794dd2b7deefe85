package io.slipway.local.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: {@code api, webhook, flow → operation → spec, provider, aws, store, runtime →
 * domain}.
 */
class ImportsTest {

  private static final String FUNCTIONS = "io.slipway";

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .importPackages(
              Stream.of(
                      "api",
                      "webhook",
                      "flow",
                      "operation",
                      "spec",
                      "provider",
                      "aws",
                      "store",
                      "runtime",
                      "domain")
                  .map(name -> FUNCTIONS + "." + name)
                  .toList());

  /** Time, chance and surroundings, which a handler gets from its platform only. */
  private static final Map<Class<?>, Set<String>> SURROUNDINGS =
      Map.of(
          System.class, Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
          Instant.class, Set.of("now"),
          java.time.LocalDateTime.class, Set.of("now"),
          java.time.ZonedDateTime.class, Set.of("now"),
          Clock.class, Set.of("systemUTC", "systemDefaultZone"),
          UUID.class, Set.of("randomUUID"),
          Math.class, Set.of("random"),
          Thread.class, Set.of("sleep"));

  @Test
  void layersKnowOnlyTheLayersBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(FUNCTIONS + "..")
        .layer("api")
        .definedBy(FUNCTIONS + ".api..")
        .layer("webhook")
        .definedBy(FUNCTIONS + ".webhook..")
        .layer("flow")
        .definedBy(FUNCTIONS + ".flow..")
        .layer("operation")
        .definedBy(FUNCTIONS + ".operation..")
        .layer("tools")
        .definedBy(
            FUNCTIONS + ".spec..",
            FUNCTIONS + ".provider..",
            FUNCTIONS + ".aws..",
            FUNCTIONS + ".store..",
            FUNCTIONS + ".runtime..")
        .layer("domain")
        .definedBy(FUNCTIONS + ".domain..")
        .whereLayer("api")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("webhook")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("flow")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("operation")
        .mayOnlyBeAccessedByLayers("api", "webhook", "flow")
        .whereLayer("tools")
        .mayOnlyBeAccessedByLayers("api", "webhook", "flow", "operation")
        .whereLayer("domain")
        .mayOnlyBeAccessedByLayers("api", "webhook", "flow", "operation", "tools")
        .ensureAllClassesAreContainedInArchitecture()
        .check(SHIPPED);
  }

  @Test
  void theDomainKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage(FUNCTIONS + ".domain..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", FUNCTIONS + ".domain.."))
        .check(SHIPPED);
  }

  @Test
  void noFlowKnowsAnother() {
    slices().matching(FUNCTIONS + ".flow.(*)..").should().notDependOnEachOther().check(SHIPPED);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(FUNCTIONS + ".(**)").should().beFreeOfCycles().check(SHIPPED);
  }

  @Test
  void whatShipsKnowsNothingOfLocalMode() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage(FUNCTIONS + ".local.."))
        .check(SHIPPED);
  }

  @Test
  void theSpecificationKnowsNothingOfTheSdk() {
    noClasses()
        .that()
        .resideInAPackage(FUNCTIONS + ".spec..")
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
        .check(SHIPPED);
  }

  @Test
  void timeChanceAndSurroundingsComeFromThePlatform() {
    var found =
        SHIPPED.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(ImportsTest::isOfTheSurroundings)
            .filter(
                call ->
                    !(call.getOriginOwner().isEquivalentTo(Platform.class)
                        && call.getOrigin().getName().equals("fromEnvironment")))
            .map(JavaMethodCall::getDescription)
            .toList();
    assertThat(found).isEmpty();
  }

  private static boolean isOfTheSurroundings(JavaMethodCall call) {
    return SURROUNDINGS.entrySet().stream()
        .anyMatch(
            entry ->
                call.getTargetOwner().isEquivalentTo(entry.getKey())
                    && entry.getValue().contains(call.getName())
                    // with a clock, now() is fine
                    && !(call.getName().equals("now")
                        && !call.getTarget().getRawParameterTypes().isEmpty()));
  }
}
