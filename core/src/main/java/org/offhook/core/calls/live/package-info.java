/// Commands from outside for what runs beside the story of a live call. A door makes durable what is wanted,
/// then leaves the doing to the call's script by [org.offhook.core.calls.leg.Signal.Beside].
@NullMarked
package org.offhook.core.calls.live;

import org.jspecify.annotations.NullMarked;
