/** What tells people and machines of the simulated account: SNS topics and CloudWatch alarms. */
package io.slipway.local.account.notice;
