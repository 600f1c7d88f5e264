/// Real peers on loopback, for tests of the running program: SIPp ([Sipp]), baresip ([Baresip]), kamailio
/// ([Kamailio]), the server itself as a child process ([OffhookProcess]), an RTP endpoint that hears and speaks
/// ([RtpParty]), and a network that loses and delays ([ImpairingProxy]).
///
/// Every peer owns one process or some sockets on 127.0.0.1, on ports that were free, and a folder with its
/// configuration and its log; `close` stops it. Whatever is awaited has a deadline, and its failure shows the
/// end of the log. Nothing here is used by the deterministic simulation.
@NullMarked
package org.offhook.testkit.peers;

import org.jspecify.annotations.NullMarked;
