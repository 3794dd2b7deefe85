package io.slipway.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * One CloudFormation stack of an application. There is one for each thing that can fail by itself,
 * so that one failing does not entangle another.
 *
 * @param name unique in the account, whatever the case of the application's name
 * @param places what it holds of the inventory; none for the images
 */
public record ApplicationStack(String name, Kind kind, List<Place> places) {

  /** What a stack holds. */
  public enum Kind {
    IMAGES,
    /** One environment outside production. */
    ENVIRONMENT,
    /** Both slots. */
    PRODUCTION
  }

  public ApplicationStack {
    places = List.copyOf(places);
  }

  /** The stacks of an application: the images', then one for each environment in their order. */
  public static List<ApplicationStack> of(
      ApplicationName application, List<Environment> environments) {
    var stacks = new ArrayList<ApplicationStack>();
    stacks.add(images(application));
    environments.stream()
        .sorted()
        .map(environment -> of(application, environment))
        .forEach(stacks::add);
    return List.copyOf(stacks);
  }

  /** The stack that holds an application's image repository. */
  public static ApplicationStack images(ApplicationName application) {
    return new ApplicationStack(name(application, "images"), Kind.IMAGES, List.of());
  }

  /** The stack that holds one environment of an application. */
  public static ApplicationStack of(ApplicationName application, Environment environment) {
    return environment == Environment.PROD
        ? new ApplicationStack(
            name(application, "production"), Kind.PRODUCTION, environment.places())
        : new ApplicationStack(
            name(application, environment.toString()), Kind.ENVIRONMENT, environment.places());
  }

  private static String name(ApplicationName application, String part) {
    return "slipway-" + application.key() + "-" + part;
  }

  /** The environment it holds. */
  public Environment environment() {
    return places.getFirst().environment();
  }
}
