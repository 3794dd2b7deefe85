/** AWS Systems Manager's Parameter Store of the simulated account. */
package io.slipway.local.account.parameters;
