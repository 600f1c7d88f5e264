package org.offhook.core.trunks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.signalling.SipLeg;

/// Calls between two numbers of this platform: an ordinary outgoing leg here, an ordinary incoming leg there,
/// and a [LoopbackWire] between them instead of a network. The two media sessions exchange their descriptions
/// over it as over any other.
public final class Loopback implements Signalling {

    private static final String ADDRESS = "127.0.0.1";

    private final InviteHandler desk;
    private final String callId;

    /// @param desk   who takes the call at the other end
    /// @param callId of both ends
    public Loopback(InviteHandler desk, String callId) {
        this.desk = desk;
        this.callId = callId;
    }

    /// Whether an INVITE came over such a wire.
    public static boolean carried(IncomingInvite invite) {
        return invite.transport().equals("loopback");
    }

    @Override
    public SipLeg invite(OutgoingInvite invite, Consumer<LegEvent> events) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        invite.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        IncomingInvite arriving = new IncomingInvite(
                callId,
                invite.target(),
                invite.from(),
                invite.fromName(),
                invite.to(),
                headers,
                invite.sdp(),
                new IncomingInvite.Source(ADDRESS, 0),
                "loopback",
                null);
        LoopbackWire wire = new LoopbackWire(callId, events);
        switch (desk.incoming(arriving, wire.callee())) {
            case Admission.Admitted(Consumer<LegEvent> callee) -> wire.connect(callee);
            // Over this wire nobody can say who it is.
            case Admission.Challenged() -> wire.callee().refuse(403, "Forbidden", Map.of());
            case Admission.Refused(int status, String reason, Map<String, String> with) ->
                wire.callee().refuse(status, reason, with);
        }
        return wire.caller();
    }
}
