package io.slipway.spec.shape;

/** Takes down what is wrong with a document: where, and what was found and is allowed there. */
@FunctionalInterface
public interface Said {

  void add(String path, String message);
}
