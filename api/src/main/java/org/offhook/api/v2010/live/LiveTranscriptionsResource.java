package org.offhook.api.v2010.live;

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
import org.offhook.core.calls.live.LiveTranscriptionDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.transcriptions.TranscriptOrder;

/// `…/Calls/{CallSid}/Transcriptions`: begun by POST, ended by POST to its Sid or name.
public final class LiveTranscriptionsResource implements Resources.Resource {

    private static final String ALL = Resources.ACCOUNT + "/Calls/{CallSid}/Transcriptions";
    private static final int BAD_URL = 21205;
    private static final int BAD_METHOD = 21209;
    private static final int BAD_VALUE = 20001;

    private final LiveTranscriptionDesk desk;
    private final Sids sids;

    public LiveTranscriptionsResource(LiveTranscriptionDesk desk, Sids sids) {
        this.desk = desk;
        this.sids = sids;
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
        TranscriptOrder order = order(fields, sids.next(SidType.LIVE_TRANSCRIPTION));
        return fields.wrong()
                .orElseGet(() -> answer(ask, desk.start(ask.account().sid(), call.get(), order)));
    }

    private static TranscriptOrder order(Fields fields, Sid sid) {
        return new TranscriptOrder(
                sid,
                fields.text("Name", sid.value()),
                TranscriptOrder.track(
                        fields.choice("Track", "both_tracks", Set.copyOf(TranscriptOrder.TRACKS), BAD_VALUE)),
                fields.text("InboundTrackLabel"),
                fields.text("OutboundTrackLabel"),
                fields.text("TranscriptionEngine", "google"),
                new Wish(
                        fields.text("LanguageCode", "en-US"),
                        TranscriptOrder.hints(fields.text("Hints", "")),
                        fields.text("SpeechModel", "telephony"),
                        fields.flag("ProfanityFilter", true)),
                fields.flag("PartialResults", false),
                fields.hook("StatusCallbackUrl", "StatusCallbackMethod", BAD_URL, BAD_METHOD));
    }

    private Answer stop(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        fields.needed("Status", BAD_VALUE, "Status is required: stopped");
        fields.choice("Status", "stopped", Set.of("stopped"), BAD_VALUE);
        String sidOrName = ask.exchange().path("Sid");
        return fields.wrong()
                .orElseGet(() -> answer(ask, desk.stop(ask.account().sid(), call.get(), sidOrName)));
    }

    private static Answer answer(Ask ask, Outcome<LiveTranscription> outcome) {
        return switch (outcome) {
            case Outcome.Done<LiveTranscription>(LiveTranscription one) -> Answer.ok(view(one));
            case Outcome.Refused<LiveTranscription> refused when refused.status() == 404 -> Answer.notFound(ask);
            case Outcome.Refused<LiveTranscription> refused -> Answer.wrong(refused);
        };
    }

    private static Element view(LiveTranscription one) {
        return new Element("Transcription")
                .with("sid", one.sid().value())
                .with("account_sid", one.account().value())
                .with("call_sid", one.call().value())
                .with("name", one.name())
                .with("status", one.status().text())
                .with("date_updated", Dates.rfc2822(one.updated()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + one.account() + "/Calls/" + one.call() + "/Transcriptions/"
                                + one.sid() + ".json");
    }
}
