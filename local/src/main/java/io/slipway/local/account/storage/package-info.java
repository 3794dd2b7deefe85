/** Amazon S3 of the simulated account. */
package io.slipway.local.account.storage;
