/** Makes an application: its stacks at the same time, or nothing. */
package io.slipway.flow.create;
