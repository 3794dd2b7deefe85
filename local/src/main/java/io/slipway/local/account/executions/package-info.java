/** Step Functions as the SDK sees it, over the state machines that local mode runs. */
package io.slipway.local.account.executions;
