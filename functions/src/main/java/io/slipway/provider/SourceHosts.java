package io.slipway.provider;

import io.slipway.domain.Secret;
import io.slipway.domain.SourceRepository;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.runtime.Web;
import java.net.URI;

/**
 * Gives the provider of a repository. Where it is reached is a setting of the installation, never
 * part of a request.
 */
public final class SourceHosts {

  private final Web web;
  private final Settings settings;

  public SourceHosts(Platform platform) {
    this.web = platform.web();
    this.settings = platform.settings();
  }

  /** The provider of {@code repository}, asked with {@code token}. */
  public SourceHost of(SourceRepository repository, Secret token) {
    return switch (repository.provider()) {
      case GITHUB -> new GitHub(exchange("GITHUB_API", repository, token), repository);
      case GITLAB -> new GitLab(exchange("GITLAB_API", repository, token), repository);
    };
  }

  private Exchange exchange(String setting, SourceRepository repository, Secret token) {
    return new Exchange(
        web, URI.create(settings.get(setting)), repository.provider().title(), token);
  }
}
