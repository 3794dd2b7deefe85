/** Runs Amazon States Language definitions (JSONata) on a timeline, with what AWS answers. */
package io.slipway.local.asl;
