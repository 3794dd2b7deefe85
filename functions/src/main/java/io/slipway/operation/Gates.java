package io.slipway.operation;

import io.slipway.domain.Comparison;
import io.slipway.domain.Migration;
import io.slipway.domain.PreviewCheck;
import io.slipway.domain.Problems;
import java.util.Optional;

/**
 * What the next release has to pass besides health and alarms.
 *
 * @param compare with the live release, while both have traffic
 * @param migration that runs before any traffic
 * @param check of the preview host, before any traffic
 */
public record Gates(
    Optional<Comparison> compare, Optional<Migration> migration, Optional<PreviewCheck> check) {

  /**
   * Reads what a caller asks for.
   *
   * @throws io.slipway.domain.Rejected 400 with everything that is wrong
   */
  static Gates read(
      Optional<CompareForm> compare, Optional<MigrationForm> migration, Optional<CheckForm> check) {
    var problems = new Problems();
    var gates =
        new Gates(
            compare.flatMap(form -> form.read(problems)),
            migration.flatMap(form -> form.read(problems)),
            check.flatMap(form -> form.read(problems)));
    problems.refuse();
    return gates;
  }
}
