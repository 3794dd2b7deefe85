/** What holds in every simulated run, whatever goes wrong. */
package io.slipway.local.simulation.invariant;
