/** Roles and certificates of the simulated account. */
package io.slipway.local.account.identity;
