/** Stands in for AWS Lambda: holds the handlers of template.yaml and invokes them. */
package io.slipway.local.lambda;
