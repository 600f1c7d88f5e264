package org.offhook.protocols.sip.event;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.Via;

/// What a PUBLISH asks for.
///
/// @param match   SIP-If-Match: the publication that it is about; null for a new one
/// @param device  the same for all that one device sends; empty when that is not known
/// @param state   null: the state stays
/// @param expires seconds, 0 to remove it, or [org.offhook.protocols.sip.SipMessage#ABSENT]
public record Publish(
        @Nullable String match, String device, @Nullable Presence state, long expires) {

    private static final int LONGEST_HOST = 100;

    /// The device that a request comes from: its own host and port as it wrote them into the first Via, at the address
    /// that the last hop has. Behind a NAT the former differ, behind a proxy as well.
    public static String device(SipRequest request, String address) {
        Via first = request.vias().getLast();
        return first.host().length() > LONGEST_HOST ? "" : first.host() + ":" + first.port() + " " + address;
    }
}
