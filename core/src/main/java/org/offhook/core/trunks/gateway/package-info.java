/// Places that calls are sent to, a carrier's or a PBX's: how much room there is, whether anybody is there, and
/// where to try next when not. [Gateways] owns them; [Failover] is a leg that tries one after the other;
/// [Watch] asks those that were silent whether they are back.
@NullMarked
package org.offhook.core.trunks.gateway;

import org.jspecify.annotations.NullMarked;
