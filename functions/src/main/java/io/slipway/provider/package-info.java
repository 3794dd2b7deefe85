/** Providers of source over HTTP: GitHub's and GitLab's answers in, words of the domain out. */
package io.slipway.provider;
