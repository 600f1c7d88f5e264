/// The phone (SPEC UX-3): a SIP user agent of its own that dials or waits for a call, presses keys, plays a
/// file, listens, records, and says what it heard. It stands on the same ports as the call router
/// (core.signalling, core.media) and shares nothing else with the server it talks to: between them is only SIP
/// and RTP.
///
/// A [PhoneCall] is the story of one call, a script that waits in its mailbox; a [PhonePlan] says what it does,
/// a [PhoneReport] what came of it. [PhoneLine] is the door: it opens sockets of its own and runs one call at a
/// time.
///
/// What was said is known by captions: the phone says `Recv-Info: captions` (RFC 6086), and a
/// server that knows them sends an INFO with the text whenever a prompt begins. A caption alone proves nothing:
/// it counts as heard only when sound arrived while it was to be heard.
@NullMarked
package org.offhook.server.phone;

import org.jspecify.annotations.NullMarked;
