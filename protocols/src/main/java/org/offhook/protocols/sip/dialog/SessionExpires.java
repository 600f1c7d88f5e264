package org.offhook.protocols.sip.dialog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipMessage;

/// How long a session lasts without a refresh, and who is to refresh it (RFC 4028 §4).
///
/// @param seconds 0 to 2^32-1
/// @param refresher null when the message leaves it open
public record SessionExpires(long seconds, @Nullable Refresher refresher) {

    /// Who sends the refreshes, by its part in the transaction that says so.
    public enum Refresher {
        /// Who sent the request.
        UAC,
        /// Who answers it.
        UAS
    }

    /// What a message says; null when it says nothing that can be read.
    public static @Nullable SessionExpires in(SipMessage message) {
        String text = message.header(HeaderName.SESSION_EXPIRES);
        if (text == null) {
            return null;
        }
        String[] parts = text.split(";", -1);
        long seconds = SipMessage.seconds(parts[0].strip());
        if (seconds == SipMessage.ABSENT) {
            return null;
        }
        Refresher refresher = null;
        for (int i = 1; i < parts.length; i++) {
            refresher = switch (parts[i].replace(" ", "").toLowerCase(Locale.ROOT)) {
                case "refresher=uac" -> Refresher.UAC;
                case "refresher=uas" -> Refresher.UAS;
                default -> refresher;
            };
        }
        return new SessionExpires(seconds, refresher);
    }

    /// The value of the field.
    @Override
    public String toString() {
        return refresher == null
                ? Long.toString(seconds)
                : seconds + ";refresher=" + refresher.name().toLowerCase(Locale.ROOT);
    }
}
