package io.slipway.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of an environment as one version has them: their names, and where their values
 * are. What is at an ARN never changes.
 *
 * @param version from 1; 0 where nobody has given any
 * @param arns of the parameters in Parameter Store, by name
 */
public record ParameterSet(int version, SortedMap<String, String> arns) {

  /** Nobody has given any. */
  public static final ParameterSet NONE = new ParameterSet(0, new TreeMap<>());

  public ParameterSet {
    arns = Collections.unmodifiableSortedMap(new TreeMap<>(arns));
  }

  /**
   * The name in Parameter Store under which a version has written a value.
   *
   * @param application its name as it was created
   */
  public static String path(
      ApplicationName application, Environment environment, int version, String name) {
    return "/" + environment + "/" + application + "/" + version + "/" + name;
  }
}
