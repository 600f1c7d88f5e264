/// How the rooms are put together, by hand: each method of [Wiring] furnishes one room from the [Configuration]
/// and from the rooms before it. What runs is a [Server]; closing it takes the rooms down in the opposite
/// order.
@NullMarked
package org.offhook.server.wiring;

import org.jspecify.annotations.NullMarked;
