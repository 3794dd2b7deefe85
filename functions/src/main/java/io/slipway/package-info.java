/** Slipway: safe delivery of applications on Amazon ECS. */
package io.slipway;
