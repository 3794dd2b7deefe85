/** Route 53 of the simulated account: hosted zones, their records, and what resolvers answer. */
package io.slipway.local.account.names;
