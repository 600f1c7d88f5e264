/// RTP and RTCP (RFC 3550), multiplexed or not (RFC 5761), and keys as telephone events (RFC 4733).
///
/// Doors: [org.offhook.protocols.rtp.RtpPacket] is a view that is laid over each received packet in turn and
/// writes headers in place; [org.offhook.protocols.rtp.Rtcp] reads and writes compound control packets;
/// [org.offhook.protocols.rtp.ReceptionStatistics] counts what a receiver reports;
/// [org.offhook.protocols.rtp.TelephoneEventReceiver] and [org.offhook.protocols.rtp.TelephoneEventSender] turn
/// packets into key presses and back. The mutable classes belong to the one session that made them. Nothing on
/// the packet path allocates; nothing a stranger sends can make a reader look outside the packet.
@NullMarked
package org.offhook.protocols.rtp;

import org.jspecify.annotations.NullMarked;
