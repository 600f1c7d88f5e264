package org.offhook.core.verbs.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Streams;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.streams.StreamOrder;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// The noun `Stream` (contract §7.2): which application hears the call.
///
/// @param name     null when it has none
/// @param callback as written, or null
/// @param speaks   whether the call hears the application
record StreamNoun(
        String url,
        @Nullable String name,
        Track track,
        @Nullable Hook callback,
        Map<String, String> parameters,
        boolean speaks)
        implements Beside {

    private static final int SCHEMA = 12200;
    private static final int BAD_CONNECTOR = 31940;
    private static final int BAD_TRACK = 31941;
    private static final int MOST_CHARACTERS = 500;
    private static final List<String> TRACKS = List.of("inbound_track", "outbound_track", "both_tracks");

    static Beside start(Reading element) {
        return read(element, TRACKS, false);
    }

    /// For `Connect`: the application hears the caller alone.
    static StreamNoun connect(Reading element) {
        return read(element, List.of("inbound_track"), true);
    }

    private static StreamNoun read(Reading element, List<String> tracks, boolean speaks) {
        if (element.text("connectorName") != null) {
            element.complain(BAD_CONNECTOR, "There are no connectors here; give the stream's url.");
        }
        String url = element.text("url", "");
        if (url.indexOf('?') >= 0) {
            element.complain(SCHEMA, "The query of a stream's url is not sent; use Parameter.");
        }
        return new StreamNoun(
                url,
                element.text("name"),
                track(element.word("track", "inbound_track", tracks, BAD_TRACK)),
                element.hook("statusCallback", "statusCallbackMethod", SCHEMA),
                parameters(element),
                speaks);
    }

    static Track track(String word) {
        return switch (word) {
            case "outbound_track" -> Track.OUTBOUND;
            case "both_tracks" -> Track.BOTH;
            default -> Track.INBOUND;
        };
    }

    static Map<String, String> parameters(Reading element) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element inner : element.element().elements()) {
            String name = inner.attribute("name");
            String value = inner.attribute("value");
            if (!inner.name().equals("Parameter") || name == null || value == null) {
                element.complain(
                        SCHEMA, "Inside " + element.name() + " there can be <Parameter name=\"…\" value=\"…\"/> only.");
            } else if (name.length() + value.length() > MOST_CHARACTERS) {
                element.complain(SCHEMA, "A Parameter has at most " + MOST_CHARACTERS + " characters; it was ignored.");
            } else {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    @Override
    public void perform(CallLeg leg) {
        Optional<Streams.Running> _ = begin(leg);
    }

    /// @return nothing when it cannot be: the developer was told
    Optional<Streams.Running> begin(CallLeg leg) {
        Sid sid = leg.tools().base().sids().next(SidType.STREAM);
        String called = name == null || name.isEmpty() ? sid.value() : name;
        return leg.streams()
                .start(new StreamOrder(
                        sid, called, url, track, speaks, parameters, leg.talk().absolute(callback)));
    }

    /// For `Stop`: ends the stream of that name.
    static Beside stop(Reading element) {
        String name = element.text("name", "");
        element.pass("url", "track", "connectorName", "statusCallback", "statusCallbackMethod");
        return leg -> leg.streams().find(name).ifPresent(leg.streams()::stop);
    }
}
