package io.slipway.spec.render;

import io.slipway.domain.ApplicationName;

/**
 * Whose stack it is.
 *
 * @param repository the name of its ECR repository
 * @param email who is told of deployments; empty for nobody
 */
public record Subject(ApplicationName application, String repository, String email) {}
