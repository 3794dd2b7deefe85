package io.slipway.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.account.Account;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.identity.SimulatedSecrets;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.source.SourceProviders;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

class LocalRoutesTest {

  private final Account account =
      new Account(
          AccountSettings.DEFAULT,
          new VirtualTimeline(Instant.parse("2026-11-21T08:00:00Z")),
          new SplittableRandom(1),
          Changes.FORGOTTEN);
  private final LocalRoutes routes =
      new LocalRoutes(
          account,
          new SourceProviders(account.kernel(), Map.of()),
          new SimulatedCodeBuild(account.kernel(), account.images()),
          new SimulatedSecrets(account.kernel()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /local/images | {}                                             | 400 | repository
          POST | /local/images | {"repository":"shop"}                          | 400 | tag
          POST | /local/images | {"repository":"shop","tag":1}                  | 400 | tag
          POST | /local/images | {"repository":"shop","tag":"1","x":1}          | 400 | x
          POST | /local/images | {"repository":"shop","tag":"a b"}              | 400 | tag
          POST | /local/images | {"repository":"shop","tag":"1","behaviour":"odd"} | 400 | healthy, unhealthy
          POST | /local/images | {"repository":"none","tag":"1"}                | 404 | none
          POST | /local/images | {"repository":"shop","tag":"taken"}            | 409 | taken
          POST | /local/images | [1]                                            | 400 | object
          POST | /local/images | nonsense                                       | 400 | JSON
          POST | /local/alarms | {"name":"a"}                                   | 400 | state
          POST | /local/alarms | {"name":"a","state":"red"}                     | 400 | ok, alarm
          POST | /local/alarms | {"name":" ","state":"ok"}                      | 400 | name
          POST | /local/repositories | {"provider":"bitbucket","repository":"a/b"} | 400 | github, gitlab
          POST | /local/repositories | {"provider":"github","repository":"shop"} | 400 | owner/name
          POST | /local/commits | {"provider":"github","repository":"a/b","branch":"main"} | 404 | a/b
          POST | /local/builds | {"result":"explodes"}                          | 400 | succeeds, fails
          POST | /local/builds | {"seconds":0}                                  | 400 | seconds
          POST | /local/builds | {"findings":{"BAD":1}}                         | 400 | findings
          POST | /local/secrets | {"name":"a b","value":"x"}                    | 400 | name
          POST | /local/secrets | {"name":"a","value":""}                       | 400 | value
          POST | /local/providers | {"provider":"github","mood":"sad"}           | 400 | well, unauthorized
          GET  | /local/calls?operation=1 |                                     | 400 | operationId
          GET  | /local/calls?operationId= |                                    | 400 | operationId
          GET  | /local/hosts?x=1 |                                             | 400 | x
          GET  | /local/%zz |                                                  | 400 | percent
          GET  | /local/nothing |                                               | 404 | GET /local/
          DELETE | /local/images |                                              | 405 | GET, POST
          """)
  void wrongInputIsRefusedWithItsReason(
      String method, String path, String body, int status, String reason) {
    repository();

    var answer = call(method, path, body == null ? "" : body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("errorMessage").asText()).contains(reason);
    assertThat(account.images().list()).hasSize(1);
  }

  @Test
  void anImageIsPushedAndListed() {
    repository();

    var pushed =
        call(
            "POST",
            "/local/images",
            "{\"repository\":\"shop\",\"tag\":\"2\",\"behaviour\":\"slow\"}");

    assertThat(pushed.status()).isEqualTo(200);
    assertThat(pushed.json().path("digest").asText()).matches("sha256:[0-9a-f]{64}");
    var images = call("GET", "/local/images", "").json().path("images");
    assertThat(images.findValuesAsText("behaviour")).containsExactly("healthy", "slow");
  }

  @Test
  void anAlarmIsMadeAndSet() {
    assertThat(call("POST", "/local/alarms", "{\"name\":\"5xx\",\"state\":\"alarm\"}").status())
        .isEqualTo(200);

    assertThat(call("GET", "/local/alarms", "").text())
        .isEqualTo("{\"alarms\":[{\"name\":\"5xx\",\"state\":\"alarm\"}]}");
  }

  @Test
  void theListNamesEveryRoute() {
    assertThat(call("GET", "/local/", "").json().propertyStream().map(Map.Entry::getKey))
        .contains("POST /local/images", "GET /local/hosts", "GET /local/calls");
  }

  private void repository() {
    account
        .ecr()
        .createRepository(
            create ->
                create.repositoryName("shop").imageTagMutability(ImageTagMutability.IMMUTABLE));
    account
        .images()
        .publish("shop", "taken", io.slipway.local.account.registry.ImageBehaviour.HEALTHY);
  }

  private HttpAnswer call(String method, String pathAndQuery, String body) {
    var parts = pathAndQuery.split("\\?", 2);
    return routes.answer(
        new HttpRequest(
            method,
            parts[0],
            parts.length == 2 ? parts[1] : "",
            Map.of(),
            body.getBytes(StandardCharsets.UTF_8)));
  }
}
