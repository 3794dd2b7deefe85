/** Deletes an application: what serves first, its images last and only on request. */
package io.slipway.flow.delete;
