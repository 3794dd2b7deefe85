/** State machine definitions: read once, checked whole, then immutable. */
package io.slipway.local.asl.definition;
