/** What creating and deleting an application share: removing its stacks. */
package io.slipway.flow.stack;
