/** Runs seeds and sweeps, and reports what they found. */
package io.slipway.local.simulation.run;
