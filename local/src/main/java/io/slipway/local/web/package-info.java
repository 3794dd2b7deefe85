/**
 * Traffic over HTTP on this machine: the tasks' applications, and the load balancer before them.
 */
package io.slipway.local.web;
