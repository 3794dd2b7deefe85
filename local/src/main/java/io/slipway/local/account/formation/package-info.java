/** CloudFormation of the simulated account: stacks that really make their resources. */
package io.slipway.local.account.formation;
