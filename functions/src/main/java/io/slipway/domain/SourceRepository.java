package io.slipway.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository of source.
 *
 * @param id the provider's number for it, which stays when it is renamed
 * @param name with its owner or groups: {@code acme/shop}, {@code acme/web/shop}
 */
public record SourceRepository(Provider provider, String id, String name) {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");
  private static final Pattern GITHUB_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");
  private static final Pattern GITLAB_NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_.][A-Za-z0-9._-]*){1,20}");
  private static final int LONGEST_NAME = 255;

  public SourceRepository {
    var provided = provider;
    idFault(id)
        .ifPresent(
            why -> {
              throw Rejected.invalid("repositoryId", why);
            });
    nameFault(provided, name)
        .ifPresent(
            why -> {
              throw Rejected.invalid("repository", why);
            });
  }

  /** Why {@code id} is no id of a repository; empty where it may be one. */
  public static Optional<String> idFault(String id) {
    return ID.matcher(id).matches()
        ? Optional.empty()
        : Optional.of("1 to 19 digits are allowed, but got " + Quoted.of(id));
  }

  /** Why {@code name} is no name of a repository at {@code provider}; empty where it may be one. */
  public static Optional<String> nameFault(Provider provider, String name) {
    var allowed = provider == Provider.GITHUB ? GITHUB_NAME : GITLAB_NAME;
    boolean fits =
        name.length() <= LONGEST_NAME
            && allowed.matcher(name).matches()
            && !name.matches("(.*/)?\\.{1,2}(/.*)?");
    return fits
        ? Optional.empty()
        : Optional.of(
            (provider == Provider.GITHUB
                    ? "owner/name, such as acme/shop,"
                    : "group/name, such as acme/web/shop,")
                + " is allowed, but got "
                + Quoted.of(name));
  }

  @Override
  public String toString() {
    return name;
  }
}
