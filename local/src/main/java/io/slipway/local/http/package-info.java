/** Stands in for API Gateway, and serves the routes of local mode beside the API. */
package io.slipway.local.http;
