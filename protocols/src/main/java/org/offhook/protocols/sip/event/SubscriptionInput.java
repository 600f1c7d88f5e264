package org.offhook.protocols.sip.event;

/// What happens to a [Subscription].
public sealed interface SubscriptionInput {

    /// A SUBSCRIBE was accepted, the first or a later one.
    ///
    /// @param lifetime nanoseconds; 0 ends the subscription once its state was told
    record Subscribed(long lifetime) implements SubscriptionInput {}

    /// There is something new to tell.
    record Changed() implements SubscriptionInput {}

    /// A final response to a NOTIFY.
    ///
    /// @param count which one: [Notice#count]
    record Answered(int count, int status) implements SubscriptionInput {}

    /// No final response to a NOTIFY will come.
    record Unanswered(int count) implements SubscriptionInput {}

    /// The notifier wants it to end.
    record Ended(Notice.Reason reason) implements SubscriptionInput {}

    /// Time has passed.
    record Tick() implements SubscriptionInput {}
}
