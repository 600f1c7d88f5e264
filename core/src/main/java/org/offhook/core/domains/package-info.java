/// The SIP domains that accounts have set up, with their users and the addresses they trust: who may register,
/// who may call, and what a user may do. [SipBook] owns the state, a copy in memory of what the store holds,
/// because the signalling loop asks it and must not wait; [DomainGate] decides about calls.
@NullMarked
package org.offhook.core.domains;

import org.jspecify.annotations.NullMarked;
