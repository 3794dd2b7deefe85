package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The types of resources that the account can make, and what a template may say of them. */
public final class ResourceTypes {

  private final Map<String, ResourceType> byName = new TreeMap<>();

  public ResourceTypes(List<ResourceType> types) {
    for (var type : types) {
      if (byName.put(type.name(), type) != null) {
        throw new IllegalArgumentException("two types are called " + type.name());
      }
    }
  }

  boolean knows(String name) {
    return byName.containsKey(name);
  }

  /** The type of that name, which a template's check has made sure of. */
  ResourceType of(String name) {
    var type = byName.get(name);
    if (type == null) {
      throw new TemplateError("Template format error: Unrecognized resource types: [" + name + "]");
    }
    return type;
  }

  /**
   * What is wrong with a resource's properties by name; empty where nothing is. The texts are those
   * of CloudFormation's check against the type's schema.
   */
  public List<String> mistakes(String type, JsonNode properties) {
    var schema = of(type);
    var mistakes = new ArrayList<String>();
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!schema.properties().contains(name)) {
                mistakes.add("#: extraneous key [" + name + "] is not permitted");
              }
            });
    for (var name : schema.required()) {
      if (!properties.has(name)) {
        mistakes.add("#: required key [" + name + "] not found");
      }
    }
    return mistakes;
  }
}
