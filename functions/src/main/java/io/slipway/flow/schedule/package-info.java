/** Stops and starts environments by the clock. */
package io.slipway.flow.schedule;
