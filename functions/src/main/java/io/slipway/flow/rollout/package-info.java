/** Rolls a revision out to one service, watches it, and puts back what was there. */
package io.slipway.flow.rollout;
