/** Load balancing of the simulated account (Elastic Load Balancing v2, application kind). */
package io.slipway.local.account.balancing;
