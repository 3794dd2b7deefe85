package io.slipway.local.simulation.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.local.template.FunctionSpec;
import io.slipway.runtime.Platform;
import java.util.regex.Pattern;

/** Shifts go on in a new execution after a step or two already, so that short runs meet it. */
record ShortHistories(Variation other) implements Variation {

  /** About what one step of a canary costs. */
  private static final String BOUND = "40";

  private static final Pattern SHIPPED = Pattern.compile("(\\$events >= )\\d+");

  @Override
  public String definition(String machine, String asl) {
    return SHIPPED.matcher(other.definition(machine, asl)).replaceAll("$1" + BOUND);
  }

  @Override
  public RequestStreamHandler handler(
      FunctionSpec function, Platform platform, HandlerFactory real) {
    return other.handler(function, platform, real);
  }

  @Override
  public <T> T client(Class<T> type, T real, String functionId) {
    return other.client(type, real, functionId);
  }

  @Override
  public boolean isTriggered(String functionId) {
    return other.isTriggered(functionId);
  }
}
