package org.offhook.adapters.sipnet;

import java.time.Duration;
import org.offhook.protocols.sip.wire.WireLimits;

/// What the sockets of SIP may take.
///
/// @param wire what one message may take
/// @param connections streams at once; for one more the one that has been idle longest is closed
/// @param connectionsPerAddress of these, with one address; more are refused
/// @param idle a stream on which nothing came for so long is closed
/// @param slow a message that began must be whole after so long, and the first one must have begun by then
/// @param connect how long opening a stream may take
/// @param queued messages that wait to be written on one stream; one more closes it
/// @param keepAlives binding requests (STUN) that are answered in a second
/// @param batch datagrams that are read before the shard gets a turn
/// @param socketBuffer bytes asked of the system for the datagram socket, each way
public record SipNetLimits(
        WireLimits wire,
        int connections,
        int connectionsPerAddress,
        Duration idle,
        Duration slow,
        Duration connect,
        int queued,
        int keepAlives,
        int batch,
        int socketBuffer) {

    public static final SipNetLimits STANDARD = new SipNetLimits(
            WireLimits.DEFAULT,
            4_000,
            1_000,
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            256,
            5_000,
            64,
            4 << 20);
}
