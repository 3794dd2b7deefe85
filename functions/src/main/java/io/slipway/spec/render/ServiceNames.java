package io.slipway.spec.render;

import io.slipway.runtime.Sha256;
import java.util.Locale;

/** How the parts of a stack are told apart that belong to one of its services each. */
public final class ServiceNames {

  private static final int MARK = 6;

  private ServiceNames() {}

  /**
   * A service's part of logical ids and names of outputs, where only letters and digits are allowed
   * and no two services may be the same.
   */
  public static String key(String service) {
    var letters = service.replaceAll("[^A-Za-z0-9]", "");
    var name = letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
    return service.matches("[a-z][A-Za-z0-9]*")
        ? name
        : name + Sha256.hex(service).substring(0, MARK);
  }

  /** The name of an output of a service besides the one that customers reach. */
  public static String output(String kind, String service) {
    return kind + "Of" + key(service);
  }
}
