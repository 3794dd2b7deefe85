/**
 * DynamoDB as far as Slipway uses it, in memory: microseconds a call, copied in no time, without
 * threads. A differential test holds it to what DynamoDB Local answers.
 */
package io.slipway.local.data.memory;
