/** GitHub and GitLab beside the simulated account: repositories, and what was said of commits. */
package io.slipway.local.account.source;
