package org.offhook.core.verbs.live;

import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.transcriptions.TranscriptOrder;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// The noun `Transcription` (contract §7.2): the application is told what is said while it is said.
final class TranscriptionNoun {

    private static final int SCHEMA = 12200;

    private TranscriptionNoun() {}

    static Beside start(Reading element) {
        String name = element.text("name", "");
        String engine = element.text("transcriptionEngine", "google");
        String inbound = element.text("inboundTrackLabel");
        String outbound = element.text("outboundTrackLabel");
        String track = element.word("track", "both_tracks", TranscriptOrder.TRACKS, SCHEMA);
        boolean partials = element.flag("partialResults", false, SCHEMA);
        Hook callback = element.hook("statusCallbackUrl", "statusCallbackMethod", SCHEMA);
        Wish wish = new Wish(
                element.text("languageCode", "en-US"),
                TranscriptOrder.hints(element.text("hints", "")),
                element.text("speechModel", "telephony"),
                element.flag("profanityFilter", true, SCHEMA));
        element.pass("enableAutomaticPunctuation");
        element.without("recognisers tell words and how sure they are, nothing else.", "enableProviderData");
        element.without(
                "nothing is done with a transcript but telling it.",
                "intelligenceService",
                "conversationConfiguration",
                "conversationId");
        return leg -> {
            Sid sid = leg.tools().base().sids().next(SidType.LIVE_TRANSCRIPTION);
            leg.hearing()
                    .transcripts()
                    .start(new TranscriptOrder(
                            sid,
                            name.isEmpty() ? sid.value() : name,
                            TranscriptOrder.track(track),
                            inbound,
                            outbound,
                            engine,
                            wish,
                            partials,
                            leg.talk().absolute(callback)));
        };
    }

    /// For `Stop`: ends the transcription of that name.
    static Beside stop(Reading element) {
        String name = element.text("name", "");
        return leg ->
                leg.hearing().transcripts().find(name).ifPresent(leg.hearing().transcripts()::stop);
    }
}
