/** Brings the stacks of an application to another version of its specification. */
package io.slipway.flow.update;
