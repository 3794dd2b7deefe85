/** Goes back to a release that ran before. */
package io.slipway.flow.rollback;
