package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.List;

/** A built-in function with the argument check of the reference implementation. */
final class LibraryFunction extends Jsonata.JFunction {

  /** What the function does with arguments that have been checked. */
  interface Body {
    Object apply(Object context, List<Object> arguments);
  }

  /** Arguments that have been checked. */
  private static final class Checked extends ArrayList<Object> {
    private static final long serialVersionUID = 1;

    Checked(List<Object> arguments) {
      super(arguments);
    }
  }

  private final transient CallSignature signature;
  private final transient Body body;
  private final int parameters;

  /**
   * A function that is bound by {@code name}.
   *
   * @param arity how many arguments a higher-order function hands it at most
   * @param method the library's method that does it
   * @param body does it instead of the library; may be null
   */
  LibraryFunction(String name, String signature, int arity, String method, Body body) {
    this(name, CallSignature.of(name, signature), arity, method, body, -1);
  }

  /**
   * A function as a partial application sees it.
   *
   * @param parameters how many parameters it seems to have; all where negative
   */
  LibraryFunction(
      String name, CallSignature signature, int arity, String method, Body body, int parameters) {
    super(name, "<" + "x".repeat(arity) + ">", Functions.class, null, method);
    this.signature = signature;
    this.body = body;
    this.parameters = parameters < 0 ? signature.size() : parameters;
  }

  @Override
  public Object validate(Object arguments, Object context) {
    return checked((List<?>) arguments, context);
  }

  /** Higher-order functions call without a check before. */
  @Override
  @SuppressWarnings("rawtypes") // the library's signature
  public Object call(Object context, List arguments) {
    var checked = checked(arguments, null);
    if (body != null) {
      return body.apply(context, checked);
    }
    checked.replaceAll(PatternFunctions::callable);
    return super.call(context, checked);
  }

  private List<Object> checked(List<?> arguments, Object context) {
    return arguments instanceof Checked checked
        ? checked
        : new Checked(signature.checked(arguments, context));
  }

  @Override
  public int getNumberOfArgs() {
    return parameters;
  }
}
