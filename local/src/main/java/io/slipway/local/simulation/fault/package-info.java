/** What goes wrong in a simulated run, and when. */
package io.slipway.local.simulation.fault;
