/** The service configuration of Cloudlift, made a specification. */
package io.slipway.spec.cloudlift;
