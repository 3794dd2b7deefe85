package io.slipway.runtime;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes ids: 26 characters, unique, and in the order of their making when sorted as text.
 *
 * @see <a href="https://github.com/ulid/spec">ULID, whose monotonic form this is, in lower case</a>
 */
public final class Ids {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;
  private static final int RANDOM_BITS = 79;

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis = -1;
  private BigInteger lastRandom = BigInteger.ZERO;

  public Ids(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  static Ids secure(Clock clock) {
    return new Ids(clock, new SecureRandom());
  }

  /** The next id: the time in milliseconds, then random bits, counted up within a millisecond. */
  public synchronized String next() {
    long millis = Math.max(clock.millis(), lastMillis);
    lastRandom =
        millis == lastMillis ? lastRandom.add(BigInteger.ONE) : new BigInteger(RANDOM_BITS, bits());
    lastMillis = millis;
    var id = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
    digits(id, BigInteger.valueOf(millis), TIME_DIGITS);
    digits(id, lastRandom, RANDOM_DIGITS);
    return id.toString();
  }

  /** 26 characters that nobody can guess: 130 random bits, and nothing of the time. */
  public synchronized String unguessable() {
    var id = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
    int count = TIME_DIGITS + RANDOM_DIGITS;
    digits(id, new BigInteger(5 * count, bits()), count);
    return id.toString();
  }

  /** Random bytes for a key. */
  public synchronized byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private java.util.Random bits() {
    return java.util.Random.from(random);
  }

  private static void digits(StringBuilder id, BigInteger value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      id.append(DIGITS.charAt(value.shiftRight(5 * i).intValue() & 31));
    }
  }
}
