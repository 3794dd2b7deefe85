/** From a change of the source to its last stage. */
package io.slipway.flow.pipeline;
