/** Deploys an image to environments, or to the idle slot of production. */
package io.slipway.flow.deploy;
