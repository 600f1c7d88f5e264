/// The four transaction machines of RFC 3261 §17, with the Accepted states of RFC 6026.
///
/// Each machine is a sealed family of record states and a pure `step(state, input, now, timers)` that answers
/// the next state and the effects to carry out. Timers are fields: a state says by `deadline()` when it wants a
/// tick. Nobody here owns anything; the signalling loop holds the states, in tables keyed by
/// [org.offhook.protocols.sip.transaction.ServerKey] and [org.offhook.protocols.sip.transaction.ClientKey].
///
/// Times are nanoseconds of a monotonic clock. Messages to send again are kept as the bytes they were sent as.
///
/// Doors: [org.offhook.protocols.sip.transaction.InviteServer],
/// [org.offhook.protocols.sip.transaction.NonInviteServer],
/// [org.offhook.protocols.sip.transaction.InviteClient],
/// [org.offhook.protocols.sip.transaction.NonInviteClient].
@NullMarked
package org.offhook.protocols.sip.transaction;

import org.jspecify.annotations.NullMarked;
