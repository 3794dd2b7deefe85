package io.slipway.local.account.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Ids and small chances for one part of the account: the same seed gives the same sequence, and the
 * place in it is part of the part's state, so that ids stay unique after a restore. The sequence is
 * SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
 */
public final class Ids {

  private static final String HEX = "0123456789abcdef";

  private long state;

  @JsonCreator
  public Ids(long state) {
    this.state = state;
  }

  @JsonValue
  long state() {
    return state;
  }

  /** {@code length} hexadecimal digits. */
  public String hex(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(HEX.charAt(below(16)));
    }
    return text.toString();
  }

  /** {@code length} decimal digits, the first not 0. */
  public String digits(int length) {
    var text = new StringBuilder(length).append(1 + below(9));
    while (text.length() < length) {
      text.append(below(10));
    }
    return text.toString();
  }

  /** A version 4 UUID. */
  public String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }

  /** A number from 0 to {@code bound} − 1. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
