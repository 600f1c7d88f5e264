package org.offhook.core.signalling.loop;

/// What a shard counts.
///
/// @param received messages that were understood
/// @param rejected requests refused for their form
/// @param unusable what could not even be refused
/// @param overloaded requests refused with 503 for want of room
/// @param stray responses and ACKs that belong to nothing here
/// @param shutOut requests of those who have guessed passwords too often
/// @param legs that live
/// @param dialogs that are known, those included whose BYE is not answered
/// @param halfOpen incoming INVITEs without a final response
/// @param transactions of both kinds
/// @param subscriptions that have not ended
/// @param subscriptionsRefused for want of room
/// @param placesDown places behind names that failed and are not tried first
/// @param leftOut responses of early dialogs beyond the limit, and provisional responses of ours that did not fit
/// @param tooShort requests refused with 422
/// @param loss of a hundred calls, how many neighbours are asked not to send (RFC 7339)
/// @param heldBack calls that were not sent because a neighbour asked so
public record ShardCounts(
        long received,
        long rejected,
        long unusable,
        long overloaded,
        long stray,
        long shutOut,
        int legs,
        int dialogs,
        int halfOpen,
        int transactions,
        int subscriptions,
        long subscriptionsRefused,
        int placesDown,
        long leftOut,
        long tooShort,
        int loss,
        long heldBack) {

    public static final ShardCounts NONE = new ShardCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Both together.
    public ShardCounts plus(ShardCounts other) {
        return new ShardCounts(
                received + other.received,
                rejected + other.rejected,
                unusable + other.unusable,
                overloaded + other.overloaded,
                stray + other.stray,
                shutOut + other.shutOut,
                legs + other.legs,
                dialogs + other.dialogs,
                halfOpen + other.halfOpen,
                transactions + other.transactions,
                subscriptions + other.subscriptions,
                subscriptionsRefused + other.subscriptionsRefused,
                placesDown + other.placesDown,
                leftOut + other.leftOut,
                tooShort + other.tooShort,
                Math.max(loss, other.loss),
                heldBack + other.heldBack);
    }
}
