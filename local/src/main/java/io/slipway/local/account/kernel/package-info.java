/** What every part of the simulated account shares: time, lock, ids, names, durability. */
package io.slipway.local.account.kernel;
