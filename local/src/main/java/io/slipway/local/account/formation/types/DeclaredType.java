package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.ResourceType;
import java.time.Duration;
import java.util.Set;

/** A type of resource with its names; the subclass makes and takes away. */
abstract class DeclaredType implements ResourceType {

  private final String name;
  private final Schema schema;
  private final Duration takes;

  /** The names of a type's properties and attributes, as its resource provider schema has them. */
  record Schema(Set<String> properties, Set<String> required, Set<String> attributes) {}

  DeclaredType(String name, Schema schema, Duration takes) {
    this.name = name;
    this.schema = schema;
    this.takes = takes;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<String> properties() {
    return schema.properties();
  }

  @Override
  public final Set<String> required() {
    return schema.required();
  }

  @Override
  public final Set<String> attributes() {
    return schema.attributes();
  }

  @Override
  public final Duration takes() {
    return takes;
  }
}
