/** Makes in the simulated account what template.yaml declares, as {@code sam deploy} would. */
package io.slipway.local.install;
