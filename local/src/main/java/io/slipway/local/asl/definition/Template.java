package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.query.Query;
import java.util.List;
import java.util.Map;

/** A value of a definition in which texts may be expressions. */
public sealed interface Template {

  /** A value without any expression. */
  record Literal(JsonNode value) implements Template {}

  /** An expression; its value takes its place. */
  record Expression(Query query) implements Template {}

  /** An object of which at least one value holds an expression; in the order of the definition. */
  record Members(Map<String, Template> members) implements Template {}

  /** An array of which at least one element holds an expression. */
  record Elements(List<Template> elements) implements Template {}
}
