package io.slipway.local.demo;

/**
 * One part of the story.
 *
 * @param title what happens in it; also what the requests that customers make meanwhile are counted
 *     under
 * @param play does it; throws {@link NotAsTold} where something comes out otherwise
 */
record Act(String title, Runnable play) {}
