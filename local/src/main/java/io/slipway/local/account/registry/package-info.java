/** The image registry of the simulated account (Amazon ECR), and how its images behave. */
package io.slipway.local.account.registry;
