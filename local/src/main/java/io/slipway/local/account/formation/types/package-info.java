/** The types of resources that the templates of an application use, one class each. */
package io.slipway.local.account.formation.types;
