/** {@code ./slipway demo}: a release goes out, fails, and comes back, told by real calls. */
package io.slipway.local.demo;
