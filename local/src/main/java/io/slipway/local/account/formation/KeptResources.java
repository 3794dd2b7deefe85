package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Roles, log groups and DNS records: resources that nothing in the account calls, kept so that
 * names collide, and leftovers are seen.
 */
public final class KeptResources implements Durable {

  /** All of them, by type and physical id. */
  private static final class State {
    private final NavigableMap<String, KeptResource> byKey = new TreeMap<>();
  }

  private final Kernel kernel;
  private State state = new State();

  public KeptResources(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The resources of a type, by physical id. */
  public List<KeptResource> list(String type) {
    return all().stream().filter(kept -> kept.type().equals(type)).toList();
  }

  /** Every resource. */
  public List<KeptResource> all() {
    return kernel.call(() -> List.copyOf(state.byKey.values()));
  }

  /** Keeps a resource; false where its type has one of that id already. */
  public boolean add(KeptResource resource) {
    return kernel.call(
        () -> {
          kernel.changed(this);
          return state.byKey.putIfAbsent(key(resource.type(), resource.physicalId()), resource)
              == null;
        });
  }

  /** Keeps other properties of a resource. */
  public void replace(KeptResource resource) {
    kernel.run(
        () -> {
          kernel.changed(this);
          state.byKey.put(key(resource.type(), resource.physicalId()), resource);
        });
  }

  /** Forgets a resource; does nothing where there is none. */
  public void remove(String type, String physicalId) {
    kernel.run(
        () -> {
          state.byKey.remove(key(type, physicalId));
          kernel.changed(this);
        });
  }

  private static String key(String type, String physicalId) {
    return type + " " + physicalId;
  }

  @Override
  public String name() {
    return "kept-resources";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }
}
