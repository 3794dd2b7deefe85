/** The HTTP API: one class a route. */
package io.slipway.api;
