/** Time in local mode: real, sped up, or virtual. */
package io.slipway.local.time;
