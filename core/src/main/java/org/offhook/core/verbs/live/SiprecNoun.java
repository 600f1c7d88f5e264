package org.offhook.core.verbs.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.siprec.Connector;
import org.offhook.core.siprec.SiprecOrder;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// The noun `Siprec` (contract §7.2): a recording server of the operator's hears the call.
final class SiprecNoun {

    private static final int SCHEMA = 12200;
    private static final int NO_CONNECTOR = 31940;
    private static final int BAD_TRACK = 31941;
    private static final List<String> TRACKS = List.of("inbound_track", "outbound_track", "both_tracks");

    private SiprecNoun() {}

    static Beside start(Reading element) {
        String name = element.text("name", "");
        String connector = element.text("connectorName", "");
        Track track = StreamNoun.track(element.word("track", "both_tracks", TRACKS, BAD_TRACK));
        Hook callback = element.hook("statusCallback", "statusCallbackMethod", SCHEMA);
        Map<String, String> parameters = StreamNoun.parameters(element);
        return leg -> start(leg, name, connector, track, callback, parameters);
    }

    private static void start(
            CallLeg leg,
            String name,
            String wanted,
            Track track,
            @Nullable Hook callback,
            Map<String, String> parameters) {
        Optional<Connector> connector = leg.tools().lines().connectors().stream()
                .filter(one -> one.name().equals(wanted))
                .findFirst();
        if (connector.isEmpty()) {
            leg.journal()
                    .error(NO_CONNECTOR, "There is no connector \"" + wanted + "\"; the operator configures them.");
            return;
        }
        Sid sid = leg.tools().base().sids().next(SidType.SIPREC);
        leg.streams()
                .siprecs()
                .start(new SiprecOrder(
                        sid,
                        name.isEmpty() ? sid.value() : name,
                        connector.get(),
                        track,
                        parameters,
                        leg.talk().absolute(callback)));
    }

    /// For `Stop`: ends the session of that name.
    static Beside stop(Reading element) {
        String name = element.text("name", "");
        element.pass("connectorName", "track", "statusCallback", "statusCallbackMethod");
        return leg -> leg.streams().siprecs().find(name).ifPresent(leg.streams().siprecs()::stop);
    }
}
