package org.offhook.core.sounds;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.media.Sounds.Source;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler.Cancellable;

/// A media layer with workers that work when told, a clock turned by hand, and a decoder that takes what begins
/// with `sound` and makes one sample of each byte behind it.
final class Studio implements Clock {

    static final Sid ALICE = new Sid("AC" + "a".repeat(32));
    static final Sid BOB = new Sid("AC" + "b".repeat(32));

    final Origin origin = new Origin();
    final MediaLayer layer;
    private final Deque<Runnable> work = new ArrayDeque<>();
    private long nanos;
    boolean full;

    Studio(SpeechEngine... engines) {
        this(SoundLimits.DEFAULT, PromptStore.NONE, engines);
    }

    Studio(SoundLimits limits, PromptStore prompts, SpeechEngine... engines) {
        layer = new MediaLayer(
                origin,
                List.of(engines),
                prompts,
                (bytes, _, caption) -> decode(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), caption),
                this::take,
                this,
                limits);
    }

    private void take(Runnable task) {
        if (full) {
            throw new RejectedExecutionException();
        }
        work.add(task);
    }

    private static Decoded decode(String text, String caption) {
        if (text.equals("bomb")) {
            throw new IllegalStateException("index out of range");
        }
        return text.startsWith("sound")
                ? new Decoded.Sound(new Audio(new short[text.length() - "sound".length()], caption))
                : new Decoded.Unplayable("unknown format");
    }

    void finishWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    int pendingWork() {
        return work.size();
    }

    /// Asks, and lets all work that this makes be done.
    Listener file(Sid account, String url) {
        Listener listener = new Listener();
        layer.get(account, new Source.File(URI.create(url)), listener);
        finishWork();
        return listener;
    }

    Listener say(String text) {
        Listener listener = new Listener();
        ask(text, listener);
        finishWork();
        return listener;
    }

    Cancellable ask(String text, Listener listener) {
        return layer.get(ALICE, new Source.Speech(new Utterance(text, "en-US", "man")), listener);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
