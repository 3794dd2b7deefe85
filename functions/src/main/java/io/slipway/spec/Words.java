package io.slipway.spec;

/** Forms of text that several keys share. */
public final class Words {

  public static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,62}";
  public static final String NAME_SAYS = "a letter and then up to 62 letters, digits, - or _";
  public static final String TOPIC =
      "arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?";
  public static final String TOPIC_SAYS = "the ARN of an SNS topic";
  public static final String ROLE = "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}";
  public static final String ROLE_SAYS = "the ARN of a role";
  public static final String CERTIFICATE =
      "arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]{1,64}";
  public static final String HOST =
      "(?=.{1,253}$)(?:\\*\\.)?(?:[A-Za-z0-9_](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  public static final String HOST_SAYS = "a host name with a dot, such as shop.example.com";
  public static final String PATH = "/[!-~]*";
  public static final String PATH_SAYS =
      "a slash and then printable ASCII characters without spaces";
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String GROUP = "[0-9A-Fa-f]{1,4}";
  private static final String GROUPS = "(?:" + GROUP + "(?::" + GROUP + "){0,6})?";

  /** In IPv6, eight groups, or fewer where {@code ::} stands for at least one. */
  public static final String CIDR =
      ("(?:" + OCTET + "\\.){3}" + OCTET + "(?:/(?:3[0-2]|[12]?\\d))?")
          + ("|(?:(?:" + GROUP + ":){7}" + GROUP)
          + "|(?=(?:[^:]*:){2,7}[^:]*$|::(?:[^:]*:){0,6}[^:]*$|(?:[^:]+:){0,7}:(?:/|$))"
          + (GROUPS + "::" + GROUPS + ")(?:/(?:12[0-8]|1[01]\\d|[1-9]?\\d))?");

  public static final String CIDR_SAYS = "an address or range such as 10.0.0.0/16";
  public static final String VARIABLE = "[^=\\s]{1,255}";

  private Words() {}
}
