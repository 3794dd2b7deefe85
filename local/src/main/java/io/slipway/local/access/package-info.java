/**
 * What IAM would do: a function of local mode may make the calls that its policy in template.yaml
 * allows, and no other.
 */
package io.slipway.local.access;
