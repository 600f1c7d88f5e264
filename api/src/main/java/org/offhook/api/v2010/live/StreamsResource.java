package org.offhook.api.v2010.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.Outcome;
import org.offhook.core.calls.live.StreamDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.streams.CallStream;

/// `…/Calls/{CallSid}/Streams`: begun by POST, ended by POST to its Sid or name.
public final class StreamsResource implements Resources.Resource {

    private static final String ALL = Resources.ACCOUNT + "/Calls/{CallSid}/Streams";
    private static final int BAD_TRACK = 31941;
    private static final int NO_URL = 21205;
    private static final int BAD_METHOD = 21209;
    private static final int BAD_STATUS = 20001;
    private static final int MOST_PARAMETERS = 99;

    private final StreamDesk desk;

    public StreamsResource(StreamDesk desk) {
        this.desk = desk;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("POST", ALL, rest.guarded(this::create));
        router.add("POST", ALL + "/{Sid}", rest.guarded(this::stop));
    }

    private Answer create(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        StreamDesk.Wish wish = new StreamDesk.Wish(
                ask.account().sid(),
                call.get(),
                fields.text("Name"),
                fields.needed("Url", NO_URL, "Url is required: a wss:// URL of your application"),
                track(fields),
                parameters(fields),
                fields.hook("StatusCallback", "StatusCallbackMethod", NO_URL, BAD_METHOD));
        return fields.wrong().orElseGet(() -> answer(ask, desk.start(wish)));
    }

    private static Track track(Fields fields) {
        Set<String> tracks = Set.of("inbound_track", "outbound_track", "both_tracks");
        return switch (fields.choice("Track", "inbound_track", tracks, BAD_TRACK)) {
            case "outbound_track" -> Track.OUTBOUND;
            case "both_tracks" -> Track.BOTH;
            default -> Track.INBOUND;
        };
    }

    private static Map<String, String> parameters(Fields fields) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i <= MOST_PARAMETERS; i++) {
            String name = fields.text("Parameter" + i + ".Name");
            if (name != null) {
                parameters.put(name, fields.text("Parameter" + i + ".Value", ""));
            }
        }
        return parameters;
    }

    private Answer stop(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        fields.needed("Status", BAD_STATUS, "Status is required: stopped");
        fields.choice("Status", "stopped", Set.of("stopped"), BAD_STATUS);
        String sidOrName = ask.exchange().path("Sid");
        return fields.wrong()
                .orElseGet(() -> answer(ask, desk.stop(ask.account().sid(), call.get(), sidOrName)));
    }

    private static Answer answer(Ask ask, Outcome<CallStream> outcome) {
        return switch (outcome) {
            case Outcome.Done<CallStream>(CallStream stream) -> Answer.ok(view(stream));
            case Outcome.Refused<CallStream> refused when refused.status() == 404 -> Answer.notFound(ask);
            case Outcome.Refused<CallStream> refused -> Answer.wrong(refused);
        };
    }

    private static Element view(CallStream stream) {
        return new Element("Stream")
                .with("sid", stream.sid().value())
                .with("account_sid", stream.account().value())
                .with("call_sid", stream.call().value())
                .with("name", stream.name())
                .with("status", stream.status().text())
                .with("date_updated", Dates.rfc2822(stream.updated()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + stream.account() + "/Calls/" + stream.call() + "/Streams/"
                                + stream.sid() + ".json");
    }
}
