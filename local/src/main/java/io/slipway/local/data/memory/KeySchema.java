package io.slipway.local.data.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Which attributes are the key of a table's items, and of which type. */
record KeySchema(Attribute partition, Optional<Attribute> sort) {

  private static final int LONGEST_PARTITION = 2048;
  private static final int LONGEST_SORT = 1024;

  /** A key attribute. */
  record Attribute(String name, AttributeValue.Type type, int longest) {

    private void check(AttributeValue value) {
      if (value.type() != type) {
        throw TableErrors.invalid(
            "One or more parameter values were invalid: Type mismatch for key "
                + name
                + " expected: "
                + type
                + " actual: "
                + value.type());
      }
      int length =
          switch (type) {
            case S -> Values.utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            default -> 1;
          };
      if (length == 0) {
        throw TableErrors.invalid(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: "
                + name);
      }
      if (length > longest) {
        throw TableErrors.invalid(
            "One or more parameter values were invalid: Size of "
                + name
                + " has exceeded the maximum size limit of "
                + longest
                + " bytes");
      }
    }
  }

  static KeySchema of(CreateTableRequest request) {
    Attribute partition = null;
    Attribute sort = null;
    for (KeySchemaElement element : request.keySchema()) {
      var type = type(request, element.attributeName());
      if (element.keyType() == KeyType.HASH) {
        partition = new Attribute(element.attributeName(), type, LONGEST_PARTITION);
      } else {
        sort = new Attribute(element.attributeName(), type, LONGEST_SORT);
      }
    }
    if (partition == null) {
      throw TableErrors.invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key");
    }
    return new KeySchema(partition, Optional.ofNullable(sort));
  }

  private static AttributeValue.Type type(CreateTableRequest request, String name) {
    var type =
        request.attributeDefinitions().stream()
            .filter(definition -> definition.attributeName().equals(name))
            .map(AttributeDefinition::attributeType)
            .findFirst()
            .orElseThrow(() -> TableErrors.invalid("AttributeDefinitions lacks the key " + name));
    return switch (type) {
      case S -> AttributeValue.Type.S;
      case N -> AttributeValue.Type.N;
      case B -> AttributeValue.Type.B;
      case UNKNOWN_TO_SDK_VERSION -> throw TableErrors.invalid("no key type: " + type);
    };
  }

  boolean isKey(String attribute) {
    return partition.name.equals(attribute)
        || sort.filter(sorting -> sorting.name.equals(attribute)).isPresent();
  }

  /** The key of an item that is to be put. */
  ItemKey ofItem(Map<String, AttributeValue> item) {
    return new ItemKey(
        keyAttribute(item, partition),
        sort.map(attribute -> keyAttribute(item, attribute)).orElse(null));
  }

  private static AttributeValue keyAttribute(Map<String, AttributeValue> item, Attribute key) {
    var value = item.get(key.name);
    if (value == null) {
      throw TableErrors.invalid(
          "One or more parameter values were invalid: Missing the key "
              + key.name
              + " in the item");
    }
    key.check(value);
    return value;
  }

  /** Refuses what has too few or too many attributes to be a key, or an empty one. */
  void requireForm(Map<String, AttributeValue> given) {
    if (given.size() != (sort.isPresent() ? 2 : 1)) {
      throw TableErrors.invalid("The number of conditions on the keys is invalid");
    }
    given.forEach(KeySchema::requireSome);
  }

  private static void requireSome(String name, AttributeValue value) {
    if (value.s() != null && value.s().isEmpty()) {
      throw TableErrors.invalid(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + name);
    }
  }

  /** The key of a request that names one item: these attributes and no others. */
  ItemKey ofKey(Map<String, AttributeValue> given) {
    requireForm(given);
    boolean matches =
        is(given, partition) && sort.map(attribute -> is(given, attribute)).orElse(true);
    if (!matches) {
      throw TableErrors.invalid("The provided key element does not match the schema");
    }
    return ofItem(Incoming.item(given));
  }

  private static boolean is(Map<String, AttributeValue> given, Attribute key) {
    return given.containsKey(key.name) && given.get(key.name).type() == key.type;
  }

  /** The attributes of a key. */
  Map<String, AttributeValue> attributes(ItemKey key) {
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(2);
    attributes.put(partition.name, key.partition());
    sort.ifPresent(attribute -> attributes.put(attribute.name, key.sort()));
    return attributes;
  }
}
