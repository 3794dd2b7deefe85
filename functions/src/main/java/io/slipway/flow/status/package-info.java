/** Stops environments, and starts what was stopped. */
package io.slipway.flow.status;
