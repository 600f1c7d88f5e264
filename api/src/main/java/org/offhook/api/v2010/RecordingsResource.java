package org.offhook.api.v2010;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.conferences.Conference;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.Recording.Status;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `…/Recordings` of an account, of a call and of a conference. [RecordingSound] is under the same URL with
/// `.wav`, `.mp3` or without an ending.
final class RecordingsResource implements Resources.Resource {

    private static final String ALL = Resources.ACCOUNT + "/Recordings";
    private static final String ONE = ALL + "/{Sid}";
    static final String OF_CALL = Resources.ACCOUNT + "/Calls/{CallSid}/Recordings";
    static final String OF_CONFERENCE = Resources.ACCOUNT + "/Conferences/{ConferenceSid}/Recordings";
    /// The recording that is being made of the call (contract §23, T25).
    private static final String CURRENT = "Twilio.CURRENT";

    private final Store store;
    private final RecordingFiles files;
    private final String currency;

    RecordingsResource(Store store, RecordingFiles files, String currency) {
        this.store = store;
        this.files = files;
        this.currency = currency;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(this::list));
        Handler metadata = rest.guarded(this::fetch);
        Handler sound = rest.open(new RecordingSound(store, files)::sound);
        router.add("GET", ONE, exchange -> switch (exchange.format()) {
            case "json", "xml" -> metadata.handle(exchange);
            default -> sound.handle(exchange);
        });
        router.add("DELETE", ONE, rest.anyFormat(this::delete));
        router.add("GET", OF_CALL, rest.guarded(this::listOfCall));
        router.add("GET", OF_CALL + "/{Sid}", metadata);
        router.add("DELETE", OF_CALL + "/{Sid}", rest.guarded(this::delete));
        router.add("GET", OF_CONFERENCE, rest.guarded(this::listOfConference));
        router.add("GET", OF_CONFERENCE + "/{Sid}", metadata);
        router.add("DELETE", OF_CONFERENCE + "/{Sid}", rest.guarded(this::delete));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("CallSid", "call")
                .text("ConferenceSid", "conference")
                .time("DateCreated", "created")
                .query();
        return page(ask, fields, query);
    }

    private Answer listOfCall(Ask ask) {
        return CallsResource.find(ask, store, "CallSid")
                .map(call -> listOf(ask, "call", call.sid()))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer listOfConference(Ask ask) {
        return ask.sid("ConferenceSid", SidType.CONFERENCE)
                .flatMap(sid -> store.find(Conference.KIND, sid))
                .filter(conference -> conference.account().equals(ask.account().sid()))
                .map(conference -> listOf(ask, "conference", conference.sid()))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer listOf(Ask ask, String what, Sid sid) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()).where(what, sid.value()))
                .time("DateCreated", "created")
                .query();
        return page(ask, fields, query);
    }

    private Answer page(Ask ask, Fields fields, Query query) {
        return fields.wrong()
                .orElseGet(() -> Paging.list(
                        ask, store, Recording.KIND, query, "Recordings", recording -> view(ask, recording, currency)));
    }

    private Answer fetch(Ask ask) {
        return find(ask, store)
                .<Answer>map(recording -> Answer.ok(view(ask, recording, currency)))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer delete(Ask ask) {
        Optional<Recording> found = find(ask, store);
        if (found.isEmpty()) {
            return Answer.notFound(ask);
        }
        Recording recording = found.get();
        if (recording.status() != Status.COMPLETED && recording.status() != Status.ABSENT) {
            return new Answer.Wrong(400, 20009, "The recording is being made; delete it when it is completed");
        }
        try {
            // The sound first: a crash in between leaves something that can be deleted again, not a forgotten file.
            files.delete(recording.sid());
        } catch (IOException failure) {
            throw new UncheckedIOException("a recording's file cannot be removed", failure);
        }
        store.commit(Change.remove(Recording.KIND, recording.sid()));
        return new Answer.Done();
    }

    /// The recording that the path names, when it is the account's, and the call's or conference's that the path
    /// names.
    static Optional<Recording> find(Ask ask, Store store) {
        String call = ask.exchange().path().get("CallSid");
        String conference = ask.exchange().path().get("ConferenceSid");
        if (ask.exchange().path("Sid").equals(CURRENT)) {
            if (call != null) {
                return current(ask, store, "call", call);
            }
            if (conference != null) {
                return current(ask, store, "conference", conference);
            }
        }
        return ask.sid("Sid", SidType.RECORDING)
                .flatMap(sid -> store.find(Recording.KIND, sid))
                .filter(recording -> recording.account().equals(ask.account().sid()))
                .filter(recording -> call == null || recording.call().value().equals(call))
                .filter(recording -> conference == null
                        || (recording.conference() != null
                                && recording.conference().value().equals(conference)));
    }

    private static Optional<Recording> current(Ask ask, Store store, String what, String sid) {
        Query query = Query.of(ask.account().sid()).where(what, sid).limit(100);
        return store.list(Recording.KIND, query).stream()
                .filter(recording ->
                        recording.running() && (what.equals("conference") || recording.conference() == null))
                .findFirst();
    }

    static Element view(Ask ask, Recording recording, String currency) {
        boolean ofCall = ask.exchange().path().containsKey("CallSid")
                || ask.exchange().path().containsKey("ConferenceSid");
        String home = "/2010-04-01/Accounts/" + recording.account();
        String all = home + "/Recordings/" + recording.sid();
        String parent = recording.conference() == null
                ? "/Calls/" + recording.call()
                : "/Conferences/" + recording.conference();
        String uri = ofCall ? home + parent + "/Recordings/" + recording.sid() : all;
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("add_on_results", all + "/AddOnResults.json");
        links.put("transcriptions", all + "/Transcriptions.json");
        Element view = new Element("Recording")
                .with("sid", recording.sid().value())
                .with("account_sid", recording.account().value())
                .with("call_sid", recording.call().value())
                .with(
                        "conference_sid",
                        recording.conference() == null
                                ? null
                                : recording.conference().value())
                .with("status", recording.status().text())
                .with("source", recording.source())
                .with("channels", recording.channels())
                .with("track", recording.track())
                .with("start_time", Dates.rfc2822(recording.started()))
                .with("duration", recording.duration() == null ? null : Long.toString(seconds(recording.duration())))
                .with("price", Costs.price(recording.charge()))
                .with("price_unit", Costs.unit(recording.charge(), currency))
                .with("error_code", recording.errorCode() == 0 ? null : recording.errorCode())
                .with("encryption_details", null)
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(recording.created()))
                .with("date_updated", Dates.rfc2822(recording.updated()))
                .with("uri", uri + ".json");
        return ofCall
                ? view
                : view.with("media_url", ask.exchange().request().base() + all).with("subresource_uris", links);
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(500).toSeconds();
    }
}
