package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.Declared;
import java.util.Set;

/**
 * Makes resources of one type, or finds them where an earlier run has made them.
 *
 * @param used the properties that make a difference here
 * @param ignored those that make none, knowingly
 */
record Maker(Set<String> used, Set<String> ignored, Work work) {

  /** Makes the resource, from its properties with every function resolved. */
  @FunctionalInterface
  interface Work {
    Made make(Declared resource, ObjectNode properties);
  }
}
