package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Rejected;
import io.slipway.store.Application;
import java.util.List;

/**
 * What a request needs for itself, known before anything is planned: a plan is made of what is
 * live, and as long as another operation runs nobody knows what that will be.
 *
 * @param application its name as it was created
 */
public record Claim(ApplicationName application, List<EnvironmentGroup> groups) {

  public Claim {
    groups = List.copyOf(groups);
  }

  /**
   * The claim on an application that can be waited for.
   *
   * @throws Rejected 409 where it is going, or broken
   */
  static Claim on(Application application, List<EnvironmentGroup> groups) {
    return switch (application.state()) {
      case ACTIVE, CREATING -> new Claim(application.name(), groups);
      case DELETING, BROKEN ->
          throw new Rejected(
              409,
              "not-usable",
              "'"
                  + application.name()
                  + "' is "
                  + application.state()
                  + ", so there is nothing to wait for");
    };
  }
}
