/** What an installation or update of Slipway itself does, beyond what its template describes. */
package io.slipway.flow.install;
