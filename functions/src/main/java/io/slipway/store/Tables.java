package io.slipway.store;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.runtime.Settings;

/** The names of the tables, from the function's settings. */
record Tables(Settings settings) {

  String operations() {
    return settings.get("OPERATIONS_TABLE");
  }

  String specifications() {
    return settings.get("SPECIFICATIONS_TABLE");
  }

  String events() {
    return settings.get("EVENTS_TABLE");
  }

  String inventory(EnvironmentGroup group) {
    return settings.get(
        switch (group) {
          case NON_PRODUCTION -> "INVENTORY_NONPRODUCTION_TABLE";
          case TRAINING_DA -> "INVENTORY_TRAININGDA_TABLE";
          case PRODUCTION -> "INVENTORY_PRODUCTION_TABLE";
        });
  }
}
