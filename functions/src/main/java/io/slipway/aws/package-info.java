/** AWS as Slipway uses it: the SDK goes in, words of the domain come out. */
package io.slipway.aws;
