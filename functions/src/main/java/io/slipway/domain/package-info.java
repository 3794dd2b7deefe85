/** The words of Slipway and its errors. Depends on the JDK only. */
package io.slipway.domain;
