package io.slipway.flow.create;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.runtime.Installation;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders the parameters of a stack. What callers wrote reaches CloudFormation here and in tags,
 * always as a value, never as part of a template.
 */
record StackParameters(
    Application application, Specification specification, Installation installation) {

  /**
   * How many listener rule priorities a stack takes: one for each of its rules, and in production
   * one before them, which the rule of a canary has while there is one.
   */
  static int priorities(ApplicationStack stack) {
    return switch (stack.kind()) {
      case IMAGES -> 0;
      case ENVIRONMENT -> 1;
      case PRODUCTION -> 3;
    };
  }

  /**
   * The parameters of a stack.
   *
   * @param priorities of its listener rules in rising order, as many as {@link #priorities} says
   */
  Map<String, String> of(ApplicationStack stack, List<Integer> priorities) {
    var parameters = new TreeMap<String, String>();
    parameters.put("ApplicationName", application.name().value());
    switch (stack.kind()) {
      case IMAGES -> parameters.put("RepositoryName", application.repository());
      case ENVIRONMENT -> {
        addShared(parameters, stack.environment());
        parameters.put("Environment", stack.environment().toString());
        parameters.put("HostName", installation.host(application.name(), stack.environment()));
        parameters.put("RulePriority", priorities.get(0).toString());
      }
      case PRODUCTION -> {
        addShared(parameters, stack.environment());
        parameters.put("ProductionHost", installation.host(application.name(), Environment.PROD));
        parameters.put("PreviewHost", installation.previewHost(application.name()));
        parameters.put("ProductionPriority", priorities.get(1).toString());
        parameters.put("PreviewPriority", priorities.get(2).toString());
      }
    }
    return parameters;
  }

  private void addShared(Map<String, String> parameters, Environment environment) {
    parameters.putAll(installation.parameters(environment));
    parameters.putAll(specification.parameters(environment));
    parameters.put("Email", application.email());
  }
}
