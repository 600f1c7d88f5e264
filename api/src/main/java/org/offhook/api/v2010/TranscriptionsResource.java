package org.offhook.api.v2010;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Operation;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.ids.SidType;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.RecordingState;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.core.transcriptions.Transcription.Status;

/// `…/Transcriptions` of an account and of a recording. With `.txt` one is its text alone.
final class TranscriptionsResource implements Resources.Resource {

    private static final String ALL = Resources.ACCOUNT + "/Transcriptions";
    private static final String OF_RECORDING = Resources.ACCOUNT + "/Recordings/{RecordingSid}/Transcriptions";

    private final Store store;
    private final String currency;

    TranscriptionsResource(Store store, String currency) {
        this.store = store;
        this.currency = currency;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add(
                "GET", ALL, rest.guarded(ask -> page(ask, Query.of(ask.account().sid()))));
        router.add("GET", OF_RECORDING, rest.guarded(this::listOfRecording));
        Operation text = this::text;
        for (String all : new String[] {ALL, OF_RECORDING}) {
            var view = rest.guarded(this::fetch);
            var words = rest.anyFormat(text);
            router.add(
                    "GET",
                    all + "/{Sid}",
                    exchange -> exchange.format().equals("txt") ? words.handle(exchange) : view.handle(exchange));
            router.add("DELETE", all + "/{Sid}", rest.guarded(this::delete));
        }
    }

    private Answer listOfRecording(Ask ask) {
        return ask.sid("RecordingSid", SidType.RECORDING)
                .flatMap(sid -> store.find(Recording.KIND, sid))
                .filter(recording -> recording.account().equals(ask.account().sid()))
                .map(recording -> page(
                        ask,
                        Query.of(recording.account())
                                .where("recording", recording.sid().value())))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer page(Ask ask, Query query) {
        Fields fields = new Fields(ask.input());
        Query filtered =
                new Filters(fields, query).time("DateCreated", "created").query();
        return fields.wrong()
                .orElseGet(() -> Paging.list(ask, store, Transcription.KIND, filtered, "Transcriptions", this::view));
    }

    private Answer fetch(Ask ask) {
        return find(ask).<Answer>map(found -> Answer.ok(view(found))).orElseGet(() -> Answer.notFound(ask));
    }

    private Answer text(Ask ask) {
        return find(ask)
                .filter(found -> found.status() == Status.COMPLETED && found.text() != null)
                .<Answer>map(found -> new Answer.Plain(Response.of(
                        200, "text/plain; charset=utf-8", words(found).getBytes(UTF_8))))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private static String words(Transcription transcription) {
        return transcription.text() == null ? "" : transcription.text();
    }

    private Answer delete(Ask ask) {
        Optional<Transcription> found = find(ask);
        if (found.isEmpty()) {
            return Answer.notFound(ask);
        }
        if (found.get().status() == Status.IN_PROGRESS) {
            return new Answer.Wrong(400, 20009, "The transcription is being made; delete it when it is completed");
        }
        store.commit(Change.remove(Transcription.KIND, found.get().sid()));
        return new Answer.Done();
    }

    private Optional<Transcription> find(Ask ask) {
        String recording = ask.exchange().path().get("RecordingSid");
        return ask.sid("Sid", SidType.TRANSCRIPTION)
                .flatMap(sid -> store.find(Transcription.KIND, sid))
                .filter(found -> found.account().equals(ask.account().sid()))
                .filter(found -> recording == null || found.recording().value().equals(recording));
    }

    private Element view(Transcription transcription) {
        return new Element("Transcription")
                .with("sid", transcription.sid().value())
                .with("account_sid", transcription.account().value())
                .with("recording_sid", transcription.recording().value())
                .with("status", transcription.status().text())
                .with("transcription_text", transcription.text())
                .with("duration", RecordingState.seconds(transcription.duration()))
                .with("type", "fast")
                .with("price", Costs.price(transcription.charge()))
                .with("price_unit", Costs.unit(transcription.charge(), currency))
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(transcription.created()))
                .with("date_updated", Dates.rfc2822(transcription.updated()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + transcription.account() + "/Transcriptions/" + transcription.sid()
                                + ".json");
    }
}
