/** The deployment file of a canary release, YAML in snake case, made a specification. */
package io.slipway.spec.canaryfile;
