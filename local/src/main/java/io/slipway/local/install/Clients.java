package io.slipway.local.install;

import java.util.Map;

/** The clients of one AWS account, by the SDK's interface. */
public record Clients(Map<Class<?>, ?> byType) {

  public Clients {
    byType = Map.copyOf(byType);
  }

  /** The client for {@code type}; throws {@link IllegalArgumentException} where there is none. */
  public <T> T get(Class<T> type) {
    var client = byType.get(type);
    if (client == null) {
      throw new IllegalArgumentException("the account has no " + type.getSimpleName());
    }
    return type.cast(client);
  }
}
