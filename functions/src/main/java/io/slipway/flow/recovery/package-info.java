/** Puts back what an operation has changed that cannot go on, whichever it is. */
package io.slipway.flow.recovery;
