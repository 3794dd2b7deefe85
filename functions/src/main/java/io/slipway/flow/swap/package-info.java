/** What only swap does. */
package io.slipway.flow.swap;
