package org.offhook.core.transcriptions;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.Audio;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingState;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.transcriptions.Transcription.Status;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Witness.Problem;

/// Has recordings understood and tells the application (contract §6.2, §12). Works off what the store holds: one
/// script for each, so that a slow recogniser holds up no call.
public final class TranscriptionDesk {

    /// Shorter and longer recordings are not transcribed (contract §12).
    public static final Duration SHORTEST = Duration.ofSeconds(2);

    public static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String LANGUAGE = "en-US";
    private static final int NOT_AVAILABLE = 13620;

    /// A recogniser that fails or is too busy is asked again.
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TranscriptionTools tools;

    public TranscriptionDesk(TranscriptionTools tools) {
        this.tools = tools;
    }

    /// A recording is to be transcribed. [#wake] when it is durable.
    public void wake(Sid transcription) {
        tools.scripts().<Heard>start("transcription " + transcription, mailbox -> work(transcription, mailbox));
    }

    /// Takes up what a former process left.
    public void recover() {
        Query open = Query.of(null).where("status", Status.IN_PROGRESS.text());
        tools.store().each(Transcription.KIND, open, one -> wake(one.sid()));
    }

    private void work(Sid sid, Mailbox<Heard> mailbox) {
        Optional<Transcription> found =
                tools.store().find(Transcription.KIND, sid).filter(one -> one.status() == Status.IN_PROGRESS);
        if (found.isEmpty()) {
            return;
        }
        Sid call = found.get().call();
        tools.log().hold(call);
        try {
            end(found.get(), understand(found.get(), mailbox));
        } finally {
            tools.log().release(call);
        }
    }

    private Heard understand(Transcription row, Mailbox<Heard> mailbox) {
        Optional<String> obstacle = tools.recognition().obstacle(LANGUAGE);
        if (obstacle.isPresent()) {
            return new Heard.Failed(obstacle.get());
        }
        Heard heard = new Heard.Nothing();
        for (int i = 0; i < ATTEMPTS; i++) {
            heard = attempt(row, mailbox);
            if (!(heard instanceof Heard.Failed)) {
                return heard;
            }
            mailbox.take(PAUSE);
        }
        return heard;
    }

    private Heard attempt(Transcription row, Mailbox<Heard> mailbox) {
        try {
            Optional<RecordingFiles.Content> content = tools.recordings().open(row.recording());
            if (content.isEmpty()) {
                return new Heard.Failed("the recording is not there any more");
            }
            Audio sound = RecordedSound.read(content.get(), (int) LONGEST.toSeconds() * Audio.RATE);
            Cancellable asking = tools.recognition()
                    .understand(new SpokenWords(row.account(), sound, Wish.plain(LANGUAGE)), mailbox::put);
            Heard heard = mailbox.take(PATIENCE);
            if (heard == null) {
                asking.cancel();
            }
            return heard == null ? new Heard.Failed("the recogniser did not answer in time") : heard;
        } catch (IOException unreadable) {
            return new Heard.Failed("the recording cannot be read");
        }
    }

    /// Row, event and callback become durable together.
    private void end(Transcription row, Heard heard) {
        Instant now = tools.clock().now();
        List<Change> changes = new ArrayList<>();
        Transcription ended = switch (heard) {
            case Heard.Words(String text, Double _) -> row.ended(Status.COMPLETED, text, tools.prices(), now);
            case Heard.Nothing() -> row.ended(Status.COMPLETED, "", tools.prices(), now);
            case Heard.Failed(String reason) -> {
                String message = "The recording " + row.recording() + " was not transcribed: " + reason + ".";
                Problem problem = new Problem(false, NOT_AVAILABLE, message, null);
                tools.store()
                        .find(Account.KIND, row.account())
                        .ifPresent(account -> changes.addAll(tools.deliveries().report(account, row.call(), problem)));
                yield row.ended(Status.FAILED, null, tools.prices(), now);
            }
        };
        changes.add(Change.put(Transcription.KIND, ended));
        Hook callback = ended.callback();
        if (callback != null) {
            changes.add(tools.deliveries().owe(ended.account(), ended.sid(), callback, told(ended)));
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("transcription", ended.sid().value());
        data.put("recording", ended.recording().value());
        data.put("status", ended.status().text());
        Charge charge = ended.charge();
        String price = Charge.toldPrice(charge);
        if (charge != null) {
            data.put("duration_s", RecordingState.seconds(ended.duration()));
        }
        if (charge != null && price != null) {
            data.put(Charge.PRICE, price);
            data.put(Charge.UNIT, charge.unit());
        }
        Happening happening = new Happening(now, EventType.TRANSCRIPTION_ENDED, data);
        StoreException.await(tools.log().submit(ended.account(), ended.call(), changes, List.of(happening)));
        if (callback != null) {
            tools.deliveries().wake(ended.account(), ended.sid());
        }
        if (heard instanceof Heard.Failed) {
            tools.deliveries().wake(ended.account(), ended.account());
        }
    }

    private Parameters told(Transcription row) {
        return row.told()
                .with("TranscriptionSid", row.sid().value())
                .with("TranscriptionText", row.text() == null ? "" : row.text())
                .with("TranscriptionStatus", row.status().text())
                .with("TranscriptionUrl", url(row).toString());
    }

    private URI url(Transcription row) {
        return URI.create(tools.url() + "/2010-04-01/Accounts/" + row.account() + "/Recordings/" + row.recording()
                + "/Transcriptions/" + row.sid());
    }

    /// The row of a recording that is to be transcribed; whoever stores it wakes the desk then.
    ///
    /// @param told what the callback is told besides
    public Transcription order(
            Sid account, Sid call, Sid recording, Duration length, @Nullable Hook callback, Parameters told) {
        Instant now = tools.clock().now();
        return new Transcription(
                tools.sids().next(SidType.TRANSCRIPTION),
                account,
                recording,
                call,
                Status.IN_PROGRESS,
                length,
                null,
                now,
                now,
                callback,
                told,
                null);
    }
}
