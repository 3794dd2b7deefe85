/** The specification of a service: what it may say, its defaults, and what AWS gets from it. */
package io.slipway.spec;
