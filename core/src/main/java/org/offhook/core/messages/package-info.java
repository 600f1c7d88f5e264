/// Messages as resources, and their way in and out (contract §15, MSG-1, MSG-2). [MessageDesk] is the door: it
/// accepts what is to be sent and what gateways bring. What is accepted is durable; [Couriers] carry it, one
/// script per pair of numbers and way: to a number of the platform, where a copy arrives and [Reception] asks
/// the application of its owner, or to a [MessageGateway]. All state that matters is in the store: [Message],
/// and [Visit] for the cookies of a pair.
@NullMarked
package org.offhook.core.messages;

import org.jspecify.annotations.NullMarked;
