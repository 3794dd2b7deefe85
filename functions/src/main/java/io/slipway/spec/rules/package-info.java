/** What the keys of a specification have to be to each other, and what AWS does not have. */
package io.slipway.spec.rules;
