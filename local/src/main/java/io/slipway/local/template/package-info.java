/** Reads templates: what the functions in them mean, and what they say of routes and handlers. */
package io.slipway.local.template;
