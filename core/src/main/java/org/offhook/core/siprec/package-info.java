/// Recording sessions (SIPREC, RFC 7866): a call that is recorded elsewhere, by a server of the operator's that is
/// called by SIP and hears both sides as two streams. The door is [Siprecs], the sessions of a leg, which belong to its
/// script; beside it stand whom to call ([Connector]), what the server is told ([Metadata], [RecordedMedia]) and what
/// it hears ([Feed]).
@NullMarked
package org.offhook.core.siprec;

import org.jspecify.annotations.NullMarked;
