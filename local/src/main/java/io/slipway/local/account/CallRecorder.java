package io.slipway.local.account;

import io.slipway.aws.SdkJson;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** Writes down every call that is made through the clients it gives out; keeps the last 20,000. */
public final class CallRecorder {

  private static final int KEPT = 20_000;
  private static final int LONGEST_TEXT = 200;
  private static final Set<String> DOCUMENTS =
      Set.of(
          "input",
          "output",
          "cause",
          "message",
          "templatebody",
          "definition",
          "policy",
          // of a parameter, which may be a secret
          "value");

  private final Clock clock;
  private final Deque<Call> calls = new ArrayDeque<>();
  private final Map<Class<?>, Map<Method, Boolean>> implementedBy = new ConcurrentHashMap<>();
  private long count;
  private volatile Fault fault = Fault.NONE;
  private volatile Fault guard = Fault.NONE;
  private volatile Passage passage = this::keeping;

  CallRecorder(Clock clock) {
    this.clock = clock;
  }

  /** From now on, calls go wrong as {@code wanted} says; {@link Fault#NONE} ends it. */
  public void inject(Fault wanted) {
    this.fault = wanted;
  }

  /**
   * From now on, {@code permissions} is asked before every call, and refuses those it throws at.
   */
  public void guardedBy(Fault permissions) {
    this.guard = permissions;
  }

  /** From now on, every call goes through {@code other} and is kept here no more. */
  public void through(Passage other) {
    this.passage = other;
  }

  /** The calls that are kept, oldest first. */
  public List<Call> list() {
    synchronized (calls) {
      return new ArrayList<>(calls);
    }
  }

  /** The calls of one operation, oldest first. */
  public List<Call> list(String operationId) {
    return list().stream().filter(call -> operationId.equals(call.caller().operationId())).toList();
  }

  /**
   * A client that does what {@code client} does, and has its calls written down.
   *
   * @param caller asked at each call
   */
  public <T> T recorded(Class<T> type, T client, Supplier<Caller> caller) {
    var handler = new Recording(client, caller);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /**
   * Records a method that the client implements. The interfaces' default methods (those that take a
   * builder's consumer, paginators, waiters) run on the proxy, so that the calls they make are
   * recorded as well.
   */
  private final class Recording implements InvocationHandler {
    private final Object client;
    private final Supplier<Caller> caller;

    private final Map<Method, Boolean> implemented;

    private Recording(Object client, Supplier<Caller> caller) {
      this.client = client;
      this.caller = caller;
      this.implemented =
          implementedBy.computeIfAbsent(client.getClass(), type -> new ConcurrentHashMap<>());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.isDefault() && !isImplemented(method)) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      if (arguments != null && arguments.length > 0 && arguments[0] instanceof SdkRequest request) {
        return record(method, arguments, request);
      }
      return call(method, arguments);
    }

    private boolean isImplemented(Method method) {
      var known = implemented.get(method);
      return known != null ? known : implemented.computeIfAbsent(method, this::implemented);
    }

    private boolean implemented(Method method) {
      try {
        return !client
            .getClass()
            .getMethod(method.getName(), method.getParameterTypes())
            .getDeclaringClass()
            .isInterface();
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }

    private Object record(Method method, Object[] arguments, SdkRequest request) throws Throwable {
      var service = service();
      var operation =
          Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
      var who = caller.get();
      return passage.pass(
          new Passage.Asked(service, operation, who, request),
          new Passage.Delivery() {
            @Override
            public Object deliver() throws Throwable {
              return admitted().deliver();
            }

            @Override
            public Passage.Delivery admitted() {
              guard.before(service, operation, who, request);
              return () -> call(method, arguments);
            }
          });
    }

    private String service() {
      return client instanceof SdkClient known
          ? known.serviceName()
          : client.getClass().getSimpleName();
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(client, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private Object keeping(Passage.Asked asked, Passage.Delivery delivery) throws Throwable {
    var outcome = Call.OK;
    try {
      fault.before(asked.service(), asked.operation(), asked.caller(), asked.request());
      var answer = delivery.deliver();
      fault.after(asked.service(), asked.operation(), asked.caller(), asked.request());
      return answer;
    } catch (AwsServiceException e) {
      outcome = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorCode();
      throw e;
    } catch (RuntimeException | Error e) {
      outcome = e.getClass().getSimpleName();
      throw e;
    } finally {
      keep(asked.service(), asked.operation(), asked.caller(), asked.request(), outcome);
    }
  }

  private void keep(
      String service, String operation, Caller caller, SdkRequest request, String outcome) {
    synchronized (calls) {
      calls.addLast(
          new Call(
              ++count, clock.instant(), service, operation, caller, summary(request), outcome));
      if (calls.size() > KEPT) {
        calls.removeFirst();
      }
    }
  }

  private static Map<String, String> summary(SdkRequest request) {
    Map<String, String> summary = new LinkedHashMap<>();
    for (var member : SdkJson.write(request).properties()) {
      var value = member.getValue();
      boolean plain =
          value.isValueNode() || (value.isArray() && value.size() > 0 && value.get(0).isTextual());
      if (plain && !DOCUMENTS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
        var text = value.isTextual() ? value.asText() : value.toString();
        summary.put(
            member.getKey(),
            text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
      }
    }
    return summary;
  }
}
