package io.slipway.local.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/** Everything about the machines of an account, as it is written down. */
record SavedMachines(List<Machine> machines, List<Execution> executions) {

  static SavedMachines of(Collection<Machine> machines, Collection<Execution> executions) {
    return new SavedMachines(List.copyOf(machines), List.copyOf(executions));
  }

  JsonNode json() {
    return Json.MAPPER.valueToTree(this);
  }

  static SavedMachines read(JsonNode saved) {
    try {
      return Json.MAPPER.treeToValue(saved, SavedMachines.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a state that was saved", e);
    }
  }
}
