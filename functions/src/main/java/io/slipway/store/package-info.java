/** The tables: operations with their locks and steps, events, the inventory, specifications. */
package io.slipway.store;
