package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two modules, which have no parent in common, agree where they must. */
class BuildTest {

  private static final Pattern VERSION = Pattern.compile("<([a-z]+\\.version)>([^<]+)</");
  private static final Pattern PLUGIN =
      Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</");

  @Test
  void bothModulesUseTheSameVersionsOfDependencies() {
    assertAgree(VERSION);
  }

  @Test
  void bothModulesUseTheSameVersionsOfPlugins() {
    assertAgree(PLUGIN);
  }

  @Test
  void anInstallationTellsTheVersionThatItIsBuiltFrom() {
    var told =
        Shipped.resources("AWS::Serverless::Function")
            .get("DevopsstackInfo")
            .at("/Environment/Variables/VERSION")
            .asText();
    assertThat(Shipped.text("functions/pom.xml")).contains("<version>" + told + "</version>");
  }

  @Test
  void theFunctionsAreBuiltWithoutAnythingBesideThem() {
    assertThat(Shipped.text("functions/pom.xml")).doesNotContain("<parent>").doesNotContain("../");
  }

  @Test
  void theToolsOfTheCheckArePinnedAndComeFromNoParticularHost() {
    assertThat(Shipped.text("local/check/requirements.txt").lines())
        .filteredOn(line -> !line.startsWith("#"))
        .isNotEmpty()
        .allMatch(line -> line.matches("[A-Za-z0-9._-]+==[A-Za-z0-9._]+"));
    assertThat(Shipped.text("local/check/package-lock.json"))
        .contains("\"integrity\"")
        .doesNotContain("\"resolved\"");
  }

  private static void assertAgree(Pattern named) {
    var functions = versions(named, Shipped.text("functions/pom.xml"));
    var local = versions(named, Shipped.text("local/pom.xml"));
    assertThat(functions).isNotEmpty();
    functions.keySet().retainAll(local.keySet());
    local.keySet().retainAll(functions.keySet());
    assertThat(functions).isEqualTo(local);
  }

  private static Map<String, String> versions(Pattern named, String pom) {
    var versions = new TreeMap<String, String>();
    named.matcher(pom).results().forEach(found -> versions.put(found.group(1), found.group(2)));
    return versions;
  }
}
