/** What finds out that somebody has changed things past Slipway. */
package io.slipway.flow.drift;
