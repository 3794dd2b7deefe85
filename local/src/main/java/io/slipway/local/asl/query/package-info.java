/**
 * JSONata as Step Functions speaks it: the library, its corrections, and the service's own
 * functions.
 */
package io.slipway.local.asl.query;
