package io.slipway.spec.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key of a form means and allows: for its reader, its JSON Schema and its documentation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** What it is for, in one line. */
  String says();

  /** The key, where it is not the component's name; some words cannot be one. */
  String named() default "";

  /** The field of AWS that it becomes, empty where there is none. */
  String aws() default "";

  /** The value where it is left out, as JSON; empty where there is none. */
  String byDefault() default "";

  /** The least of a number. */
  long min() default Long.MIN_VALUE;

  /** The greatest of a number. */
  long max() default Long.MAX_VALUE;

  /** What text has to match as a whole, every item of a list or value of a map; empty for any. */
  String pattern() default "";

  /** {@link #pattern} in words, for messages. */
  String expects() default "";

  /** The most characters of text. */
  int longest() default 4096;

  /** The fewest items of a list or entries of a map. */
  int fewest() default 0;

  /** The most items of a list or entries of a map. */
  int most() default 100;

  /** What the keys of a map have to match as a whole; empty for any. */
  String keys() default "";

  /** Whether null may be written for "left out". */
  boolean orNull() default false;

  /** Why it cannot be given; empty where it can. */
  String refused() default "";
}
