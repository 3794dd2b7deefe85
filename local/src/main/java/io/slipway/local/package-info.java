/** The embedded mode: the deployed product on a simulated AWS account, in one JVM. */
package io.slipway.local;
