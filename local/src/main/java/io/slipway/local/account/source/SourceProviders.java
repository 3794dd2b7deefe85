package io.slipway.local.account.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Provider;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.source.SourceState.CommitState;
import io.slipway.local.account.source.SourceState.RepositoryState;
import io.slipway.local.data.Durable;
import io.slipway.runtime.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitHub and GitLab: repositories that people make and push to here, in place of {@code git push},
 * and the part of their HTTP APIs that Slipway uses.
 */
public final class SourceProviders implements Durable {

  private static final String NONE = "0".repeat(40);
  private static final long FIRST_ID = 1_000_001;

  private final Kernel kernel;
  private final Map<Provider, URI> bases;
  private SourceState state = new SourceState();

  /**
   * @param bases where the providers are, as the installation is told
   */
  public SourceProviders(Kernel kernel, Map<Provider, URI> bases) {
    this.kernel = kernel;
    this.bases = Map.copyOf(bases);
  }

  /** Makes a repository without a commit; gives back the one of this name where there is one. */
  public HostedRepository make(Provider provider, String name, String defaultBranch) {
    return kernel.call(
        () -> {
          var there = named(provider, name);
          if (there.isEmpty()) {
            var made = new RepositoryState();
            made.provider = provider;
            made.id = Long.toString(FIRST_ID + state.repositoriesMade++);
            made.name = new SourceRepository(provider, made.id, name).name();
            made.defaultBranch = SourceVersion.branch(defaultBranch).name();
            state.repositories.add(made);
            kernel.changed(this);
          }
          return HostedRepository.of(named(provider, name).orElseThrow());
        });
  }

  /** Gives a repository another name, which its id outlives. */
  public void rename(Provider provider, String name, String to) {
    kernel.run(
        () -> {
          var found = existing(provider, name);
          found.name = new SourceRepository(provider, found.id, to).name();
          kernel.changed(this);
        });
  }

  /** Pushes a new commit to a branch, which is made where there is none. */
  public PushedCommit push(
      Provider provider,
      String name,
      String branch,
      String message,
      String author,
      List<String> paths) {
    return kernel.call(
        () -> {
          var home = existing(provider, name);
          var made = new CommitState();
          made.parent = home.branches.get(SourceVersion.branch(branch).name());
          made.message = message;
          made.author = author;
          made.paths.addAll(paths);
          made.at = kernel.now();
          var id = digits(home, made);
          home.commits.put(id, made);
          home.branches.put(branch, id);
          kernel.changed(this);
          return new PushedCommit(
              home.id,
              branch,
              made.parent == null ? NONE : made.parent,
              id,
              message,
              author,
              List.copyOf(paths),
              made.at);
        });
  }

  /** Puts a tag on a commit; moves it where it is elsewhere. */
  public void tag(Provider provider, String name, String tag, String commit) {
    kernel.run(
        () -> {
          var home = existing(provider, name);
          if (!home.commits.containsKey(commit)) {
            throw new Rejected(404, "no-commit", "there is no commit " + Quoted.of(commit));
          }
          home.tags.put(SourceVersion.tag(tag).name(), commit);
          kernel.changed(this);
        });
  }

  /** From now on, a provider answers like this. */
  public void answering(Provider provider, ProviderMood mood) {
    kernel.run(
        () -> {
          state.moods.put(provider, mood);
          kernel.changed(this);
        });
  }

  /** Every repository, oldest first. */
  public List<HostedRepository> list() {
    return kernel.call(() -> state.repositories.stream().map(HostedRepository::of).toList());
  }

  /** One repository; refused with 404 where there is none. */
  public HostedRepository get(Provider provider, String name) {
    return kernel.call(() -> HostedRepository.of(existing(provider, name)));
  }

  /** Whether a request goes to one of them. */
  public boolean serves(URI url) {
    return provider(url).isPresent();
  }

  /** Answers a request as the provider would. */
  public Web.Reply answer(Web.Request request) throws IOException {
    var provider = provider(request.url()).orElseThrow();
    var mood = kernel.call(() -> state.moods.getOrDefault(provider, ProviderMood.WELL));
    if (mood == ProviderMood.SILENT) {
      throw new IOException("no whole answer within 5 seconds");
    }
    return kernel.call(
        () -> {
          var path =
              request.url().getRawPath().substring(bases.get(provider).getRawPath().length());
          return new ProviderAnswers(provider, state, kernel.now(), () -> kernel.changed(this))
              .answer(request, path, mood);
        });
  }

  private Optional<Provider> provider(URI url) {
    return bases.entrySet().stream()
        .filter(base -> url.toString().startsWith(base.getValue() + "/"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<RepositoryState> named(Provider provider, String name) {
    return state.repositories.stream()
        .filter(known -> known.provider == provider && known.name.equalsIgnoreCase(name))
        .findFirst();
  }

  private RepositoryState existing(Provider provider, String name) {
    return named(provider, name)
        .orElseThrow(
            () ->
                new Rejected(
                    404,
                    "no-repository",
                    "there is no repository "
                        + Quoted.of(name)
                        + " at "
                        + provider.title()
                        + "; POST /local/repositories makes one"));
  }

  /** From all that makes the commit what it is, as git does it. */
  private static String digits(RepositoryState home, CommitState made) {
    try {
      var text =
          String.join(
              "\n",
              home.id,
              String.valueOf(made.parent),
              made.message,
              made.author,
              made.paths.toString(),
              made.at.toString(),
              Integer.toString(home.commits.size()));
      var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  @Override
  public String name() {
    return "source-providers";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    state = StateJson.read(saved, SourceState.class);
  }
}
