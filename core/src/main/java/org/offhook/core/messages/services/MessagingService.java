package org.offhook.core.messages.services;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// What an account's messages through one service have in common.
///
/// @param inbound        answers what comes to its senders; null: each sender's own URL does
/// @param fallback       asked when `inbound` fails
/// @param statusCallback told of messages that name no other
/// @param sticky         whether somebody hears from the same sender again
/// @param nearby         whether a sender of the receiver's area code goes first
/// @param validity       how long a message may wait that does not say it
public record MessagingService(
        Sid sid,
        Sid account,
        @Nullable Hook inbound,
        @Nullable Hook fallback,
        @Nullable Hook statusCallback,
        boolean sticky,
        boolean nearby,
        Duration validity) {

    /// A service as its resource keeps it.
    public static MessagingService of(Asset asset) {
        boolean own = asset.flag("use_inbound_webhook_on_number");
        String validity = asset.value("validity_period");
        return new MessagingService(
                asset.sid(),
                asset.account(),
                own ? null : asset.hook("inbound_request_url", "inbound_method"),
                own ? null : asset.hook("fallback_url", "fallback_method"),
                Hook.of(asset.value("status_callback"), "POST"),
                asset.flag("sticky_sender"),
                asset.flag("area_code_geomatch"),
                Duration.ofSeconds(validity == null ? LONGEST_WAIT : Long.parseLong(validity)));
    }

    /// Seconds that a message waits at most, unless its service says otherwise.
    public static final int LONGEST_WAIT = 14_400;
}
