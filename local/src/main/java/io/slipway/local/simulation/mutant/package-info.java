/** Bugs that are planted on purpose, to show that the rules of a simulation find them. */
package io.slipway.local.simulation.mutant;
