package org.offhook.api.v2010;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Response;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Fields;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.recordings.Mixdown;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingFiles.Content;
import org.offhook.core.recordings.RecordingFiles.Mp3;
import org.offhook.core.store.Store;

/// What was recorded, as WAV or MP3, open to whoever knows its URL (contract §12): a recording's Sid cannot be
/// guessed. `RequestedChannels=1` mixes two channels to one.
final class RecordingSound {

    private static final Set<String> FORMATS = Set.of("", "wav", "mp3");
    private static final int TWO = 2;

    private final Store store;
    private final RecordingFiles files;

    RecordingSound(Store store, RecordingFiles files) {
        this.store = store;
        this.files = files;
    }

    Answer sound(Exchange exchange) {
        String path = exchange.request().path();
        Optional<Recording> found = Sid.parse(SidType.RECORDING, exchange.path("Sid"))
                .flatMap(sid -> store.find(Recording.KIND, sid))
                .filter(r -> r.account().value().equals(exchange.path("AccountSid")))
                .filter(r -> r.status() == Recording.Status.COMPLETED);
        if (found.isEmpty() || !FORMATS.contains(exchange.format())) {
            return Answer.notFound(path);
        }
        Recording recording = found.get();
        Fields fields = new Fields(exchange.query());
        int channels = fields.number("RequestedChannels", recording.channels(), 1, TWO, 16113);
        if (channels > recording.channels()) {
            fields.refuse(16113, "The recording has one channel; ask for RequestedChannels=1");
        }
        return fields.wrong().orElseGet(() -> {
            boolean mixed = channels < recording.channels();
            return exchange.format().equals("mp3")
                    ? mp3(recording.sid(), mixed, path)
                    : wav(recording.sid(), mixed, path);
        });
    }

    private Answer wav(Sid recording, boolean mixed, String path) {
        try {
            Optional<Content> content = files.open(recording);
            if (content.isEmpty()) {
                return Answer.notFound(path);
            }
            return sent("audio/x-wav", mixed ? Mixdown.of(content.get()) : content.get());
        } catch (IOException failure) {
            throw new UncheckedIOException("a recording's file cannot be read", failure);
        }
    }

    private Answer mp3(Sid recording, boolean mixed, String path) {
        try {
            return switch (files.mp3(recording, mixed)) {
                case Mp3.Ready(Content content) -> sent("audio/mpeg", content);
                case Mp3.Missing() -> Answer.notFound(path);
                case Mp3.Busy() ->
                    new Answer.Wrong(503, 20503, "Too many MP3 files are being made; ask again, or for the .wav");
            };
        } catch (IOException failure) {
            throw new UncheckedIOException("an MP3 of a recording cannot be made", failure);
        }
    }

    private static Answer sent(String type, Content content) {
        return new Answer.Plain(new Response(
                200, Headers.of("Content-Type", type), new Response.Body.File(content.length(), content.stream())));
    }
}
