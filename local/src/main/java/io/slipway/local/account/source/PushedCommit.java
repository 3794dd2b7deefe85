package io.slipway.local.account.source;

import java.time.Instant;
import java.util.List;

/**
 * What a push made.
 *
 * @param before the commit that the branch was at; 40 zeros where it is new
 */
public record PushedCommit(
    String repositoryId,
    String branch,
    String before,
    String commit,
    String message,
    String author,
    List<String> paths,
    Instant at) {}
