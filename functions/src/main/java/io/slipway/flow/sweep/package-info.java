/** What makes sure, minute by minute, that every operation runs and ends. */
package io.slipway.flow.sweep;
