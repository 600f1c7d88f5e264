package org.offhook.protocols.sip.transaction;

import java.time.Duration;

/// The timer values of RFC 3261 §17, table 4, in nanoseconds. Over a reliable transport nothing is sent again
/// and nobody waits for stragglers.
///
/// @param t1 estimate of a round trip
/// @param t2 the longest interval between retransmissions
/// @param t4 how long a message may stay in the network
/// @param reliable whether the transport is (TCP, TLS, WebSocket)
public record Timers(long t1, long t2, long t4, boolean reliable) {

    /// A deadline that never comes.
    public static final long NEVER = Long.MAX_VALUE;

    /// The values of the RFC over UDP: 500 ms, 4 s, 5 s.
    public static final Timers DATAGRAM = of(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /// The same over a reliable transport.
    public static final Timers STREAM = DATAGRAM.forStream();

    /// Values for an unreliable transport.
    public static Timers of(Duration t1, Duration t2, Duration t4) {
        return new Timers(t1.toNanos(), t2.toNanos(), t4.toNanos(), false);
    }

    /// The same values over a reliable transport.
    public Timers forStream() {
        return new Timers(t1, t2, t4, true);
    }

    /// 64·T1: timers B, F, H, J, L and M.
    public long patience() {
        return 64 * t1;
    }

    /// When to send for the second time (timers A, E, G).
    long firstResend(long now) {
        return reliable ? NEVER : now + t1;
    }

    /// How long to absorb repeated requests after the response to a request other than INVITE (timer J).
    long absorbRequests() {
        return reliable ? 0 : patience();
    }

    /// How long to absorb repeated ACKs, or repeated responses to a request other than INVITE (timers I and K).
    long absorbStragglers() {
        return reliable ? 0 : t4;
    }

    /// How long to absorb repeated refusals of an INVITE (timer D: at least 32 s).
    long absorbRefusals() {
        return reliable ? 0 : patience();
    }
}
