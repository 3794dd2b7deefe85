package io.slipway.local.simulation.mutant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/** A client of which some calls are changed by a planted bug. */
final class BentClient implements InvocationHandler {

  private final String function;
  private final Object real;
  private final Map<String, Bend> bends;

  private BentClient(String function, Object real, Map<String, Bend> bends) {
    this.function = function;
    this.real = real;
    this.bends = Map.copyOf(bends);
  }

  /**
   * A client for {@code function} that does what {@code real} does.
   *
   * @param bends what is changed, by the names of the SDK's methods
   */
  static <T> T of(Class<T> type, T real, String function, Map<String, Bend> bends) {
    var handler = new BentClient(function, real, bends);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Paginators and the methods that take a builder's consumer end in calls of this client. */
  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean call =
        arguments != null
            && arguments.length > 0
            && arguments[0] instanceof SdkRequest
            && !method.getName().endsWith("Paginator");
    if (!call && method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    var bend = bends.get(method.getName());
    if (!call || bend == null) {
      return onward(method, arguments);
    }
    return bend.make(
        new HandlerCall(
            function,
            (SdkRequest) arguments[0],
            real,
            changed -> {
              var others = arguments.clone();
              others[0] = changed;
              return onward(method, others);
            }));
  }

  private Object onward(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
