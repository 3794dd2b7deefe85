/** Application Auto Scaling of the simulated account. */
package io.slipway.local.account.scaling;
