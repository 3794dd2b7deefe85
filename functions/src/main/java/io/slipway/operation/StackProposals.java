package io.slipway.operation;

import io.slipway.aws.ChangeSet;
import io.slipway.aws.ChangeSets;
import io.slipway.aws.NewChangeSet;
import io.slipway.aws.ProposedTemplate;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.aws.Stack;
import io.slipway.aws.StoredTemplates;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.store.Proposals;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has CloudFormation say what would change in stacks, by change sets that nobody carries out: they
 * are asked for all at once, listened to for some seconds, and deleted. What cannot be deleted at
 * once, since it is still being made, the sweeper deletes.
 */
final class StackProposals {

  /** What people see of such a change set in the console. */
  private static final String DESCRIPTION =
      "Made by POST .../plan to be looked at, and deleted in some seconds";

  private static final int MARK = 24;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ChangeSets changeSets;
  private final StoredTemplates templates;
  private final Proposals proposals;
  private final Withdrawals withdrawals;
  private final Ids ids;
  private final Clock clock;
  private final Platform.Pause pause;

  StackProposals(Platform platform) {
    this.changeSets = new ChangeSets(platform);
    this.templates = new StoredTemplates(platform);
    this.proposals = new Proposals(platform);
    this.withdrawals = new Withdrawals(platform);
    this.ids = platform.ids();
    this.clock = platform.clock();
    this.pause = platform.pause();
  }

  /** What a stack would be brought to. */
  record Wanted(Stack stack, RenderedTemplate template, Map<String, String> parameters) {}

  /**
   * What CloudFormation has said about one stack.
   *
   * @param reason why it has not said what changes; empty where it has
   */
  record Said(boolean known, String reason, List<ResourceChangeSeen> changes) {

    private static Said changes(List<ResourceChangeSeen> changes) {
      return new Said(true, "", changes);
    }

    private static Said nothing(String reason) {
      return new Said(false, reason, List.of());
    }
  }

  /** Change sets that have been asked for, and what has been heard of them, by stack. */
  final class Asked implements AutoCloseable {

    private final Proposals.Proposal proposal;
    private final Map<Stack, Said> said = new LinkedHashMap<>();
    private final List<Stack> pending;
    private boolean allAnswered = true;

    private Asked(List<Wanted> wanted) {
      this.pending = new ArrayList<>(wanted.stream().map(Wanted::stack).toList());
      var name = "slipway-plan-" + Sha256.hex(ids.next()).substring(0, MARK);
      this.proposal = proposals.announce(name, pending.stream().map(Stack::id).toList());
      wanted.forEach(this::ask);
    }

    private void ask(Wanted wanted) {
      try {
        changeSets.propose(
            new NewChangeSet(
                wanted.stack(),
                proposal.name(),
                template(wanted),
                wanted.parameters(),
                DESCRIPTION));
      } catch (AwsRefused e) {
        hear(wanted.stack(), Said.nothing(e.getMessage()));
      } catch (RetryLater e) {
        allAnswered = false;
        hear(wanted.stack(), Said.nothing(e.getMessage()));
      }
    }

    /**
     * What CloudFormation says, by the name of the stack.
     *
     * @param latest when to listen no longer
     */
    Map<String, Said> hear(Instant latest) {
      listen();
      while (!pending.isEmpty() && clock.instant().plus(BETWEEN_LOOKS).isBefore(latest)) {
        waitAWhile();
        listen();
      }
      List.copyOf(pending)
          .forEach(
              stack ->
                  hear(
                      stack,
                      Said.nothing(
                          "CloudFormation is still finding out; ask again, perhaps for fewer"
                              + " environments at once")));
      var byName = new LinkedHashMap<String, Said>();
      said.forEach((stack, heard) -> byName.put(stack.name(), heard));
      return byName;
    }

    private void listen() {
      List.copyOf(pending).forEach(this::listen);
    }

    private void listen(Stack stack) {
      try {
        changeSets
            .find(stack, proposal.name())
            .ifPresentOrElse(
                set -> listen(stack, set),
                () ->
                    hear(
                        stack,
                        Said.nothing("the stack has been updated in this moment; ask again")));
      } catch (AwsRefused e) {
        hear(stack, Said.nothing(e.getMessage()));
      } catch (RetryLater e) {
        // the next look may tell
      }
    }

    private void listen(Stack stack, ChangeSet set) {
      switch (set.state()) {
        case READY -> hear(stack, Said.changes(set.changes()));
        case EMPTY -> hear(stack, Said.changes(List.of()));
        case FAILED -> hear(stack, Said.nothing("CloudFormation refuses it: " + set.reason()));
        case USED -> hear(stack, Said.nothing("somebody has used the change set; ask again"));
        case BEING_MADE -> {
          // stays among those that are listened for
        }
      }
    }

    private void hear(Stack stack, Said heard) {
      said.put(stack, heard);
      pending.remove(stack);
    }

    /** Deletes them. What does not go, or may come late, is remembered. */
    @Override
    public void close() {
      if (withdrawals.isDone(proposal) && allAnswered) {
        proposals.forget(proposal);
      }
    }
  }

  /** Asks for all of them, so that CloudFormation is at them at the same time. */
  Asked ask(List<Wanted> wanted) {
    return new Asked(wanted);
  }

  private ProposedTemplate template(Wanted wanted) {
    var text = wanted.template().text();
    return text.getBytes(StandardCharsets.UTF_8).length <= ProposedTemplate.LONGEST_BODY
        ? ProposedTemplate.of(text)
        : ProposedTemplate.at(
            templates.keep(wanted.stack().name(), wanted.template().hash(), text));
  }

  private void waitAWhile() {
    try {
      pause.forAWhile(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for change sets", e);
    }
  }
}
