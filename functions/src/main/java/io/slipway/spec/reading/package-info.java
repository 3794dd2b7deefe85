/**
 * The ways in: a document in any form becomes a specification, or everything that is wrong with it
 * is said.
 */
package io.slipway.spec.reading;
