/** What tells people how operations ended. */
package io.slipway.flow.notice;
