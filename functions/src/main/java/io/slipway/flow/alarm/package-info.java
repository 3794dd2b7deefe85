/** Alarms that go off while an operation is watched by them. */
package io.slipway.flow.alarm;
