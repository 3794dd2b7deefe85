package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResource;
import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.ResourceFailure;
import java.time.Duration;
import java.util.Set;

/** A type whose resources are only kept; the subclass names and checks them. */
abstract class KeptType extends DeclaredType {

  private final KeptResources kept;
  private final String nameProperty;

  /**
   * @param nameProperty which property a collision is reported for
   */
  KeptType(String name, Schema schema, Duration takes, KeptResources kept, String nameProperty) {
    super(name, schema, takes);
    this.kept = kept;
    this.nameProperty = nameProperty;
  }

  /** Checks the order, and says what the resource will be. */
  abstract Made describe(Order order);

  @Override
  public final Made create(Order order) {
    var made = describe(order);
    if (!kept.add(new KeptResource(name(), made.physicalId(), order.properties()))) {
      throw ResourceFailure.exists(name(), nameProperty, made.physicalId());
    }
    return made;
  }

  @Override
  public Set<String> replacing() {
    return Set.of(nameProperty);
  }

  @Override
  public final String named() {
    return nameProperty;
  }

  @Override
  public final Made update(Existing was, Order order) {
    var unused = describe(order);
    kept.replace(new KeptResource(name(), was.physicalId(), order.properties()));
    return was.same();
  }

  @Override
  public final void delete(Existing resource) {
    kept.remove(name(), resource.physicalId());
  }

  /** Refuses a property that is there but not of {@code pattern}. */
  static void matching(Order order, String property, String pattern) {
    var properties = order.properties();
    if (properties.has(property) && !properties.get(property).asText().matches(pattern)) {
      throw ResourceFailure.property(
          order.logicalId(),
          "#/%s: failed validation constraint for keyword [pattern]".formatted(property));
    }
  }
}
