/** What providers of source code send: whether it is theirs, what it says, and what it starts. */
package io.slipway.webhook;
