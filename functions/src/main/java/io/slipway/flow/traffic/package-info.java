/** The states that canary-shift, swap and rollback share: traffic moves, and comes back. */
package io.slipway.flow.traffic;
