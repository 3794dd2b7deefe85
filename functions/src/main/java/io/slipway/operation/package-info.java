/**
 * What happens before an operation runs, whether it was asked for through the API, by a webhook or
 * in the console: the request is checked, a plan is made, the operation is started.
 */
package io.slipway.operation;
