/**
 * The simulated AWS account: one class for each SDK client, on one lock and one time. What it
 * models and what it does not: docs/local-mode-model.md.
 */
package io.slipway.local.account;
