package io.slipway.aws;

import java.util.Locale;

/**
 * Names as Route 53 writes them: with a dot at their end, and a code for what is unusual.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
 *     domain name format</a>
 */
final class RecordNames {

  private static final String CONSOLE = "dualstack.";

  private RecordNames() {}

  /** As people write it: lower-case, without a dot at its end. */
  static String plain(String name) {
    var lower = name.toLowerCase(Locale.ROOT).replace("\\052", "*");
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The name of a load balancer, whether or not the console has put its word before it. */
  static String balancer(String name) {
    var plain = plain(name);
    return plain.startsWith(CONSOLE) ? plain.substring(CONSOLE.length()) : plain;
  }
}
