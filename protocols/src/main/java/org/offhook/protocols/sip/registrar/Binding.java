package org.offhook.protocols.sip.registrar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Uri;

/// One place where an address of record can be reached.
///
/// @param contact the URI to send to
/// @param callId of the REGISTER that made it
/// @param cseq of the latest REGISTER that touched it
/// @param expiresAt epoch second; at that second it is gone
/// @param q its preference, 0 to 1000; 1000 is what counts as 1.0
/// @param path proxies that have to be passed on the way, the nearest first (RFC 3327)
/// @param outbound which way to its device it is; null when the device has one way only
public record Binding(
        Uri contact,
        String callId,
        long cseq,
        long expiresAt,
        int q,
        List<String> path,
        @Nullable Outbound outbound) {

    /// The preference of a contact that states none.
    public static final int MOST_PREFERRED = 1000;

    /// What tells it from the other bindings of its address: the device and its flow, or else the contact.
    public String key() {
        return outbound == null ? contact.toString() : outbound.flow() + " " + outbound.instance();
    }

    public boolean isGoneAt(long epochSecond) {
        return expiresAt <= epochSecond;
    }
}
