package org.offhook.core.signalling.loop;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.leg.Invitation;
import org.offhook.core.signalling.leg.LegHandle;
import org.offhook.core.signalling.leg.OutgoingLeg;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.text.Hosts;

/// Begins calls that scripts order: from their thread to the loop, and from a URI to the places behind it.
final class OutgoingCalls {

    private OutgoingCalls() {}

    static SipLeg invite(Tools tools, OutgoingInvite order, String callId, Consumer<LegEvent> events) {
        LegHandle handle = new LegHandle(tools.inbox(), callId);
        boolean taken = tools.inbox().offer(now -> begin(tools, order, callId, events, handle, now));
        if (!taken) {
            events.accept(overloaded());
        }
        return handle;
    }

    private static LegEvent overloaded() {
        return new LegEvent.Refused(503, "Service Unavailable", Map.of());
    }

    private static void begin(
            Tools tools, OutgoingInvite order, String callId, Consumer<LegEvent> events, LegHandle handle, long now) {
        if (!tools.legs().hasRoom()) {
            events.accept(overloaded());
            return;
        }
        Invitation invitation = Invitation.of(order, callId, tools);
        if (invitation == null) {
            events.accept(new LegEvent.Refused(503, "Destination Not Usable", Map.of()));
            return;
        }
        OutgoingLeg leg = new OutgoingLeg(tools, invitation);
        leg.listener(events);
        handle.is(leg);
        Flow literal = invitation.literal();
        tools.places(invitation.hop(), literal, now, (there, at) -> begin(tools, leg, invitation, there, at));
    }

    private static void begin(Tools tools, OutgoingLeg leg, Invitation invitation, List<Flow> places, long now) {
        List<Flow> admitted = admitted(invitation.order().destinations(), invitation.hop(), places);
        if (admitted.isEmpty() && !places.isEmpty()) {
            leg.forbid(invitation.hop().host());
        } else {
            List<Flow> passing = tools.reductions().passing(admitted, now);
            String otherwise = admitted.isEmpty() ? "Destination Not Found" : LegEvent.HELD_BACK;
            leg.begin(tools.outages().ordered(passing), otherwise, now);
        }
    }

    /// Those of the places behind a URI that a policy admits; null admits all.
    static List<Flow> admitted(@Nullable DestinationPolicy destinations, SipUri hop, List<Flow> places) {
        return destinations == null
                ? places
                : places.stream()
                        .filter(place -> admits(destinations, hop, place))
                        .toList();
    }

    private static boolean admits(DestinationPolicy destinations, SipUri hop, Flow place) {
        return destinations.admits(Hosts.bare(hop.host()), place.port(), InetAddress.ofLiteral(place.address()));
    }
}
