package org.offhook.core.sounds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.media.Sounds;
import org.offhook.core.sounds.Flights.Flight;
import org.offhook.core.sounds.SoundCache.Kept;
import org.offhook.core.speech.Speakable;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.ByteBudget;
import org.offhook.core.web.Web;

/// Gets sounds for calls. What is kept is handed out at once, on the caller's thread; everything else is made
/// on a worker, once for all who want it.
public final class MediaLayer implements Sounds {

    private static final int BUSY = 11200;
    private static final int NOT_A_SOUND = 13420;
    private static final int NO_TEXT = 13520;
    private static final int TEXT_TOO_LONG = 13521;
    private static final Cancellable NOTHING = () -> {};

    private final SoundCache cache;
    private final Flights flights = new Flights();
    private final SpeechDesk speech;
    private final FileFetch.Tools tools;

    /// @param engines in the order of preference
    /// @param workers where engines, decoders and [PromptStore] run; they block
    public MediaLayer(
            Web web,
            List<SpeechEngine> engines,
            PromptStore prompts,
            AudioDecoder decoder,
            Executor workers,
            Clock clock,
            SoundLimits limits) {
        this.cache = new SoundCache(limits.cache());
        this.speech = new SpeechDesk(engines, prompts, clock, limits);
        this.tools = new FileFetch.Tools(
                web,
                decoder,
                workers,
                clock,
                cache,
                new ByteBudget(limits.decoding(), limits.decodingPerAccount()),
                limits);
    }

    @Override
    public Cancellable get(Sid account, Source source, Consumer<Result> whenDone) {
        return switch (source) {
            case Source.Speech(Utterance utterance) -> speech(utterance, whenDone);
            case Source.File(URI url) -> file(new SoundKey.Fetched(account, url), whenDone);
            case Source.Bytes bytes -> bytes(bytes, whenDone);
        };
    }

    /// Bytes of samples that are kept in memory, for the meters.
    public long cachedBytes() {
        return cache.bytes();
    }

    private Cancellable speech(Utterance wish, Consumer<Result> whenDone) {
        String text = Speakable.of(wish.text());
        if (text.isEmpty()) {
            return now(new Result.Failed(NO_TEXT, "There is no text to be said."), whenDone);
        }
        int most = tools.limits().text();
        if (text.getBytes(UTF_8).length > most) {
            return now(new Result.Failed(TEXT_TOO_LONG, "The text has more than " + most + " bytes."), whenDone);
        }
        Utterance utterance = new Utterance(text, wish.language(), wish.voice(), Speakable.of(wish.markup()));
        SoundKey key = new SoundKey.Spoken(utterance);
        Kept kept = cache.find(key);
        if (kept != null) {
            return now(new Result.Ready(kept.audio()), whenDone);
        }
        return begin(key, whenDone, flight -> work(flight, () -> speak(key, utterance)));
    }

    private Result speak(SoundKey key, Utterance utterance) {
        return switch (speech.make(utterance)) {
            case SpeechDesk.Made.Speech(var audio, boolean _, String engine)
            when !engine.isEmpty() ->
                new Result.Plain(
                        audio, "The engine " + engine + " knows no emphasis and prosody; the text was spoken without.");
            case SpeechDesk.Made.Speech(var audio, boolean best, String _) -> {
                if (best) {
                    cache.put(key, new Kept(audio, null, tools.clock().nanos()));
                }
                yield new Result.Ready(audio);
            }
            case SpeechDesk.Made.Failed(String reason) ->
                new Result.Failed(NO_TEXT, "The text cannot be said: " + reason);
        };
    }

    private Cancellable file(SoundKey.Fetched key, Consumer<Result> whenDone) {
        Kept kept = cache.find(key);
        if (kept != null && kept.isGood(tools.clock().nanos())) {
            return now(new Result.Ready(kept.audio()), whenDone);
        }
        return begin(key, whenDone, flight -> new FileFetch(tools, key, flight, kept).begin());
    }

    private Cancellable bytes(Source.Bytes bytes, Consumer<Result> whenDone) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable decoding = () -> {
            Result result = switch (tools.decoder().decode(bytes.body(), bytes.contentType(), bytes.caption())) {
                case Decoded.Sound(var audio) -> new Result.Ready(audio);
                case Decoded.Unplayable(String reason) -> new Result.Failed(NOT_A_SOUND, reason);
            };
            if (over.compareAndSet(false, true)) {
                whenDone.accept(result);
            }
        };
        try {
            tools.workers().execute(decoding);
        } catch (RejectedExecutionException full) {
            return now(busy(), whenDone);
        }
        return () -> over.set(true);
    }

    private Cancellable begin(SoundKey key, Consumer<Result> whenDone, Consumer<Flight> start) {
        if (flights.size() >= tools.limits().underWay()) {
            return now(busy(), whenDone);
        }
        return flights.join(key, whenDone, start);
    }

    private void work(Flight flight, java.util.function.Supplier<Result> task) {
        try {
            tools.workers().execute(() -> {
                Result result;
                try {
                    result = task.get();
                } catch (RuntimeException bug) {
                    result = new Result.Failed(NO_TEXT, "The text cannot be said: " + bug);
                }
                flight.land(result);
            });
        } catch (RejectedExecutionException full) {
            flight.land(busy());
        }
    }

    private static Result.Failed busy() {
        return new Result.Failed(BUSY, "Too many sounds are being made or fetched at once.");
    }

    private static Cancellable now(Result result, Consumer<Result> whenDone) {
        whenDone.accept(result);
        return NOTHING;
    }
}
