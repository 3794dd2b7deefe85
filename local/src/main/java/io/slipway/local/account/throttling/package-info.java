/** How often AWS lets an account call its APIs. */
package io.slipway.local.account.throttling;
