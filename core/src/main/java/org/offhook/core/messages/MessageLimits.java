package org.offhook.core.messages;

import java.time.Duration;

/// The limits of messaging.
///
/// @param body           UTF-16 units of a text (contract §15)
/// @param media          media of one message
/// @param waitingPerPair messages of one pair of numbers that wait to be carried; one more is refused
/// @param pairs          pairs of numbers that are served at once, all accounts together
/// @param replies        to one incoming message
/// @param documents      fetched for one incoming message
/// @param loopReplies    replies from one number to another within `loopWindow`: two applications that answer
///                       each other must come to an end
/// @param gateway        how long a gateway may take to accept a message
/// @param storeRest      how long a courier rests when the store takes nothing
/// @param perSecond      messages that one account begins to send or get in a second, evenly, a second's worth at once
/// @param scheduled      messages that may wait for their time; one more is refused
public record MessageLimits(
        int body,
        int media,
        int waitingPerPair,
        int pairs,
        int replies,
        int documents,
        int loopReplies,
        Duration loopWindow,
        Duration gateway,
        Duration storeRest,
        int perSecond,
        int scheduled) {

    public static final MessageLimits DEFAULT = new MessageLimits(
            1_600,
            10,
            1_000,
            20_000,
            10,
            50,
            15,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            200,
            100_000);

    /// The same with another rate.
    public MessageLimits perSecond(int rate) {
        return new MessageLimits(
                body,
                media,
                waitingPerPair,
                pairs,
                replies,
                documents,
                loopReplies,
                loopWindow,
                gateway,
                storeRest,
                rate,
                scheduled);
    }
}
