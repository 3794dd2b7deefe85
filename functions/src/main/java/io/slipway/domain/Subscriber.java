package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody, or something, that is told what happens to an environment.
 *
 * @param endpoint as the protocol has it
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe: protocols
 *     and their endpoints</a>
 */
public record Subscriber(Protocol protocol, String endpoint) {

  private static final int LONGEST = 2048;

  /** How messages get there: those that need nothing but an endpoint. */
  public enum Protocol {
    EMAIL("an address such as team@example.com", ""),
    EMAIL_JSON("an address such as team@example.com", ""),
    HTTP("a URL that begins with http://", "http://" + Protocol.HOST),
    HTTPS("a URL that begins with https://", "https://" + Protocol.HOST),
    SMS("a phone number such as +491701234567", "\\+[1-9][0-9]{6,14}"),
    SQS(
        "the ARN of a queue, which is no FIFO queue since the topic is none",
        "arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}"),
    LAMBDA(
        "the ARN of a function",
        "arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}"
            + "(:[A-Za-z0-9$_-]{1,128})?");

    /** Without a user, whose password would be in every list of subscriptions. */
    private static final String HOST =
        "[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?([/?][!-~]*)?";

    private final String expected;
    private final Pattern form;

    Protocol(String expected, String form) {
      this.expected = expected;
      this.form = Pattern.compile(form);
    }

    /** The protocol that is written {@code text}. */
    public static Protocol of(String text) {
      return Arrays.stream(values())
          .filter(protocol -> protocol.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  Rejected.invalid(
                      "protocol",
                      Arrays.stream(values())
                              .map(Protocol::toString)
                              .collect(Collectors.joining(", "))
                          + " are allowed, but got "
                          + Quoted.of(text)));
    }

    /** Whether an e-mail is sent. */
    boolean isMail() {
      return this == EMAIL || this == EMAIL_JSON;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Subscriber {
    if (protocol.isMail()) {
      var unused = EmailAddress.checked("endpoint", endpoint);
    } else {
      FreeText.checked("endpoint", endpoint, LONGEST);
      if (!protocol.form.matcher(endpoint).matches()) {
        throw Rejected.invalid(
            "endpoint",
            "with "
                + protocol
                + ", "
                + protocol.expected
                + " is allowed, but got "
                + Quoted.of(endpoint));
      }
    }
  }

  /** Who it is, for logs: of a URL the host only, since the rest may be a secret. */
  public String told() {
    return switch (protocol) {
      case HTTP, HTTPS -> endpoint.replaceFirst("^(https?://[^/?]*).*$", "$1");
      default -> endpoint;
    };
  }
}
