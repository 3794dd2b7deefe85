package io.slipway.api;

import io.slipway.domain.Rejected;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.runtime.Settings;
import java.util.Set;

/** {@code POST /stacks/devopsstackInfo}: what this installation of Slipway is, and where. */
public final class DevopsstackInfo extends Route {

  private final Settings settings;

  /**
   * The whole answer.
   *
   * @param version of Slipway
   * @param domain under which applications are reached
   */
  record Installed(
      String name,
      String stage,
      String version,
      String accountId,
      String region,
      String domain,
      Parts nonProduction,
      Parts production) {}

  /** What applications share there. */
  record Parts(String cluster, String loadBalancer) {}

  public DevopsstackInfo() {
    this(Platform.fromEnvironment());
  }

  public DevopsstackInfo(Platform platform) {
    this.settings = platform.settings();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    requireNothing(call);
    return Answer.ok(
        new Installed(
            settings.get("API_NAME"),
            settings.get("STAGE"),
            settings.get("VERSION"),
            settings.get("ACCOUNT_ID"),
            settings.get("REGION"),
            settings.get("ZONE_NAME"),
            parts("NONPRODUCTION"),
            parts("PRODUCTION")));
  }

  private Parts parts(String group) {
    return new Parts(settings.get(group + "_CLUSTER"), settings.get(group + "_LB_DNS"));
  }

  /** It is about nothing but the installation; a body that says otherwise is a mistake. */
  private static void requireNothing(Call call) {
    if (call.body().length > 0 && !(call.json().isObject() && call.json().isEmpty())) {
      throw Rejected.invalid("body", "no field is allowed");
    }
  }
}
