/** What outlives the process where local mode was given a folder. */
package io.slipway.local.data;
