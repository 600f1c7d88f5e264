package org.offhook.core.calls.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallTools;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recognition.Heard;
import org.offhook.core.store.Change;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.transcriptions.TranscriptOrder;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.json.Json;

/// The live transcriptions of a leg (contract §6.4): each listens to one direction or both, utterance by utterance,
/// and tells the application. What is being said when one stops is not told.
public final class Transcripts {

    /// At the same time, in one call.
    public static final int MOST = 4;

    private static final int NOT_UNDERSTOOD = 13340;

    /// An utterance ends with a pause between sentences.
    private static final Duration PAUSE = Duration.ofMillis(700);

    /// Who speaks without a pause is told in pieces.
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration PARTIALS = Duration.ofSeconds(1);

    private final CallTools tools;
    private final Hearing hearing;
    private final Journal journal;
    private final List<Running> running = new ArrayList<>();

    Transcripts(CallTools tools, Hearing hearing, Journal journal) {
        this.tools = tools;
        this.hearing = hearing;
        this.journal = journal;
    }

    /// A transcription under way.
    public static final class Running {
        private final TranscriptOrder order;
        private final List<Hearing.Ear> ears = new ArrayList<>(2);
        private LiveTranscription row;
        private int sequence;

        private Running(TranscriptOrder order, LiveTranscription row) {
            this.order = order;
            this.row = row;
        }
    }

    public void start(TranscriptOrder order) {
        Running one = new Running(
                order,
                LiveTranscription.of(
                        order, journal.account().sid(), journal.call().sid(), now()));
        String language = order.wish().language();
        Optional<String> obstacle = running.size() >= MOST
                ? Optional.of("the call has " + MOST + " transcriptions, which is as many as it may have")
                : hearing.obstacle(language);
        if (obstacle.isPresent()) {
            failed(one, obstacle.get());
            store(one, one.row.stopped(now()));
            return;
        }
        running.add(one);
        store(one, one.row);
        journal.note(EventType.TRANSCRIPT_STARTED, "transcription", order.sid().value(), "name", order.name());
        tell(one, "transcription-started", started(order));
        for (Track track :
                order.track() == Track.BOTH ? List.of(Track.INBOUND, Track.OUTBOUND) : List.of(order.track())) {
            one.ears.add(hearing.listen(
                    new Listening(track, PAUSE, LONGEST, order.partials() ? PARTIALS : Duration.ZERO),
                    order.wish(),
                    new Pen(one, track)));
        }
    }

    private static Parameters started(TranscriptOrder order) {
        return Parameters.NONE
                .with(
                        "ProviderConfiguration",
                        "{\"speechModel\":" + Json.quote(order.wish().model()) + "}")
                .with("TranscriptionEngine", order.engine())
                .with("Name", order.name())
                .with("Track", TranscriptOrder.text(order.track()))
                .with("InboundTrackLabel", order.inbound())
                .with("OutboundTrackLabel", order.outbound())
                .with("PartialResults", Boolean.toString(order.partials()))
                .with("LanguageCode", order.wish().language());
    }

    /// The one with this Sid or name, while it runs.
    public Optional<Running> find(String sidOrName) {
        return running.stream()
                .filter(one -> one.order.sid().value().equals(sidOrName)
                        || one.order.name().equals(sidOrName))
                .findFirst();
    }

    /// Ends one; nothing happens when it is over.
    public void stop(Running one) {
        if (running.remove(one)) {
            one.ears.forEach(Hearing.Ear::close);
            store(one, one.row.stopped(now()));
            journal.note(
                    EventType.TRANSCRIPT_ENDED, "transcription", one.order.sid().value());
            tell(one, "transcription-stopped", Parameters.NONE);
        }
    }

    void stopAll() {
        List.copyOf(running).forEach(this::stop);
    }

    private void store(Running one, LiveTranscription row) {
        one.row = row;
        journal.change(Change.put(LiveTranscription.KIND, row));
    }

    private void failed(Running one, String reason) {
        journal.error(NOT_UNDERSTOOD, "Speech cannot be transcribed: " + reason + ".");
        tell(
                one,
                "transcription-error",
                Parameters.NONE
                        .with("TranscriptionErrorCode", Integer.toString(NOT_UNDERSTOOD))
                        .with("TranscriptionError", reason));
    }

    private void tell(Running one, String event, Parameters more) {
        Hook callback = one.order.callback();
        if (callback != null) {
            journal.owe(
                    one.order.sid(),
                    callback,
                    one.row
                            .told(event, now())
                            .with("SequenceId", Integer.toString(++one.sequence))
                            .with(more));
        }
    }

    private Instant now() {
        return tools.base().clock().now();
    }

    /// Writes down one direction.
    private final class Pen implements Hearing.Listener {
        private final Running one;
        private final Track track;

        Pen(Running one, Track track) {
            this.one = one;
            this.track = track;
        }

        @Override
        public void begins() {}

        @Override
        public void ends() {}

        @Override
        public void heard(Heard heard, boolean complete) {
            switch (heard) {
                case Heard.Words(String text, Double confidence) ->
                    tell(
                            one,
                            "transcription-content",
                            Parameters.NONE
                                    .with("LanguageCode", one.order.wish().language())
                                    .with("Track", TranscriptOrder.text(track))
                                    .with("TranscriptionData", data(text, confidence))
                                    .with("Final", Boolean.toString(complete))
                                    .with("Stability", complete ? null : "0.5"));
                case Heard.Failed(String reason) when complete -> failed(one, reason);
                case Heard.Failed _, Heard.Nothing _ -> {}
            }
        }

        private static String data(String text, @Nullable Double confidence) {
            String sure = confidence == null ? "" : String.format(Locale.ROOT, ",\"confidence\":%.6f", confidence);
            return "{\"transcript\":" + Json.quote(text) + sure + "}";
        }
    }
}
