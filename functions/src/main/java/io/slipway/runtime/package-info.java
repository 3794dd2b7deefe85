/** What every handler shares: the Lambda contract, JSON, settings, clients. */
package io.slipway.runtime;
