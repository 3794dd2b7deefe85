/**
 * How a form is described by its records, and what follows from it: reader, writer, JSON Schema,
 * table of keys.
 */
package io.slipway.spec.shape;
