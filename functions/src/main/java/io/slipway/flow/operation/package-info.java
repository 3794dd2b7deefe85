/** What every state machine does when it cannot go on. */
package io.slipway.flow.operation;
