package org.offhook.core.signalling;

import java.time.Duration;
import org.offhook.protocols.sip.transaction.Timers;
import org.offhook.protocols.sip.wire.WireLimits;

/// What one signalling shard may hold and for how long it waits. Beyond a number new work is refused with 503
/// and Retry-After; what is in progress goes on.
///
/// @param wire what a message may take
/// @param datagram timers over UDP; over a stream the same without retransmissions
/// @param legs dialogs, early ones included
/// @param halfOpen incoming INVITEs without a final response
/// @param halfOpenPerSource of these, from one address
/// @param transactions server transactions, those included that only absorb repetitions
/// @param commands commands of scripts that wait for the loop
/// @param ringing the longest an outgoing INVITE may ring
/// @param decision the longest a script may take to answer a re-INVITE
/// @param nonces challenges whose answers are still taken, the latest
/// @param nonceLife how long the answer to a challenge is taken
/// @param guesses what is done about those who guess passwords
/// @param retryAfterMin seconds, the least that a refused caller is told to wait
/// @param retryAfterMax seconds, the most
/// @param dialogs what one dialog may take
/// @param subscriptions to events
/// @param outages how places that failed are left alone
public record SignallingLimits(
        WireLimits wire,
        Timers datagram,
        int legs,
        int halfOpen,
        int halfOpenPerSource,
        int transactions,
        int commands,
        Duration ringing,
        Duration decision,
        int nonces,
        Duration nonceLife,
        GuessLimits guesses,
        int retryAfterMin,
        int retryAfterMax,
        DialogLimits dialogs,
        SubscriptionLimits subscriptions,
        OutageLimits outages) {

    /// The same with other limits for who guesses passwords.
    public SignallingLimits guarded(GuessLimits others) {
        return new SignallingLimits(
                wire,
                datagram,
                legs,
                halfOpen,
                halfOpenPerSource,
                transactions,
                commands,
                ringing,
                decision,
                nonces,
                nonceLife,
                others,
                retryAfterMin,
                retryAfterMax,
                dialogs,
                subscriptions,
                outages);
    }

    public static final SignallingLimits STANDARD = new SignallingLimits(
            WireLimits.DEFAULT,
            Timers.DATAGRAM,
            20_000,
            4_000,
            3_000,
            400_000,
            100_000,
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            262_144,
            Duration.ofMinutes(5),
            GuessLimits.STANDARD,
            5,
            30,
            DialogLimits.STANDARD,
            SubscriptionLimits.STANDARD,
            OutageLimits.STANDARD);

    /// The same with others for subscriptions.
    public SignallingLimits with(SubscriptionLimits others) {
        return with(dialogs, others, outages);
    }

    /// The same with others for dialogs, subscriptions and places that failed.
    public SignallingLimits with(
            DialogLimits otherDialogs, SubscriptionLimits otherSubscriptions, OutageLimits otherOutages) {
        return new SignallingLimits(
                wire,
                datagram,
                legs,
                halfOpen,
                halfOpenPerSource,
                transactions,
                commands,
                ringing,
                decision,
                nonces,
                nonceLife,
                guesses,
                retryAfterMin,
                retryAfterMax,
                otherDialogs,
                otherSubscriptions,
                otherOutages);
    }
}
