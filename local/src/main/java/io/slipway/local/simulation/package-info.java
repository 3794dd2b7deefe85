/** The whole of Slipway under one seed: one thread at a time, virtual time, planned faults. */
package io.slipway.local.simulation;
