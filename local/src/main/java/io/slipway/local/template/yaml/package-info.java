/** YAML as CloudFormation and SAM read it. */
package io.slipway.local.template.yaml;
