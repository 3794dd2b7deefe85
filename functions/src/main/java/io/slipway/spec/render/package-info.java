/** What AWS gets of a specification, as CloudFormation writes it; nothing here calls AWS. */
package io.slipway.spec.render;
