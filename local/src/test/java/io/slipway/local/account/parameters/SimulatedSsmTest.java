package io.slipway.local.account.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.Account;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SimulatedSsmTest {

  private final SimulatedSsm ssm = ssm();

  @Test
  void aNewValueIsANewVersionAndNeedsToBeAskedForAsAnOverwrite() {
    put("/dev/shop/KEY", "one", false);

    assertThatThrownBy(() -> put("/dev/shop/KEY", "two", false))
        .isInstanceOf(ParameterAlreadyExistsException.class);
    assertThat(put("/dev/shop/KEY", "two", true)).isEqualTo(2);
    assertThat(get("/dev/shop/KEY", true).value()).isEqualTo("two");
  }

  @Test
  void aSecretIsReadableOnlyWithDecryption() {
    put("/dev/shop/KEY", "secret", false);

    assertThat(get("/dev/shop/KEY", false).value()).doesNotContain("secret");
    assertThat(get("/dev/shop/KEY", true).value()).isEqualTo("secret");
  }

  @Test
  void aPathIsListedInPagesWithoutItsNeighbours() {
    for (int i = 10; i < 25; i++) {
      put("/dev/shop/KEY" + i, "v" + i, false);
    }
    put("/dev/shopping/KEY", "other", false);
    put("/dev/shop/deep/KEY", "deeper", false);

    var first = ssm.getParametersByPath(request -> request.path("/dev/shop"));
    var second =
        ssm.getParametersByPath(request -> request.path("/dev/shop").nextToken(first.nextToken()));

    assertThat(first.parameters()).hasSize(10);
    assertThat(second.parameters())
        .hasSize(5)
        .extracting(Parameter::name)
        .endsWith("/dev/shop/KEY24");
    assertThat(second.nextToken()).isNull();
    assertThat(ssm.getParametersByPath(r -> r.path("/dev/shop/deep").recursive(true)).parameters())
        .hasSize(1);
  }

  @Test
  void whatIsDeletedIsNotFoundAndWhatIsWrongIsRefused() {
    put("/dev/shop/KEY", "one", false);
    ssm.deleteParameter(request -> request.name("/dev/shop/KEY"));

    assertThatThrownBy(() -> get("/dev/shop/KEY", true))
        .isInstanceOf(ParameterNotFoundException.class);
    assertThat(ssm.getParameters(r -> r.names(List.of("/dev/shop/KEY"))).invalidParameters())
        .containsExactly("/dev/shop/KEY");
    assertThatThrownBy(() -> put("no spaces", "v", false)).isInstanceOf(SsmException.class);
    assertThatThrownBy(() -> put("/dev/shop/KEY", "x".repeat(4097), false))
        .isInstanceOf(SsmException.class);
  }

  @Test
  void everyVersionOutlivesTheProcess() {
    put("/dev/shop/KEY", "one", false);
    put("/dev/shop/KEY", "two", true);

    var next = ssm();
    next.restore(ssm.save());

    assertThat(next.getParameter(r -> r.name("/dev/shop/KEY").withDecryption(true)).parameter())
        .isEqualTo(get("/dev/shop/KEY", true));
  }

  private static SimulatedSsm ssm() {
    var timeline = new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));
    return new SimulatedSsm(
        new Account(AccountSettings.DEFAULT, timeline, new Random(1), Changes.FORGOTTEN).kernel());
  }

  private long put(String name, String value, boolean overwrite) {
    return ssm.putParameter(
            request ->
                request
                    .name(name)
                    .value(value)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(overwrite))
        .version();
  }

  private Parameter get(String name, boolean decrypted) {
    return ssm.getParameter(request -> request.name(name).withDecryption(decrypted)).parameter();
  }
}
