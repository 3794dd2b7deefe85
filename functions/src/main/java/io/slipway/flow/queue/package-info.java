/** Starts what has waited for its locks. */
package io.slipway.flow.queue;
