package io.slipway.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.runtime.Platform;
import java.lang.reflect.InvocationTargetException;

/** Makes the handlers that template.yaml names, with a platform of their own. */
@FunctionalInterface
public interface HandlerFactory {

  /** Makes the handler of {@code function}; throws {@link TemplateError} where it cannot. */
  RequestStreamHandler make(FunctionSpec function, Platform platform);

  /** By the constructor that takes a {@link Platform}. */
  static RequestStreamHandler byConstructor(FunctionSpec function, Platform platform) {
    try {
      var type = Class.forName(function.handlerClass()).asSubclass(RequestStreamHandler.class);
      return type.getConstructor(Platform.class).newInstance(platform);
    } catch (InvocationTargetException e) {
      throw refused(function, "its constructor throws " + e.getCause(), e);
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      throw refused(function, "there is no such public class with a (Platform) constructor", e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw refused(function, e.toString(), e);
    }
  }

  private static TemplateError refused(FunctionSpec function, String why, Exception cause) {
    return new TemplateError(
        "template.yaml: %s.Handler: %s: %s"
            .formatted(function.logicalId(), function.handlerClass(), why),
        cause);
  }
}
