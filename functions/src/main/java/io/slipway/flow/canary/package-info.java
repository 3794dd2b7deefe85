/** What only canary-shift does. */
package io.slipway.flow.canary;
