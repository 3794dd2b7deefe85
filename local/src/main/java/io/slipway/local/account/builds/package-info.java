/** AWS CodeBuild of the simulated account, and the logs that its builds write. */
package io.slipway.local.account.builds;
