package org.offhook.core.recognition;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.offhook.core.speech.Speakable;
import org.offhook.core.time.Scheduler.Cancellable;

/// Chooses who listens: the first engine that understands the language. Engines run on workers, so many at a
/// time; one utterance more is refused rather than understood too late.
public final class RecognitionDesk implements Recognition {

    private final List<SpeechRecogniser> engines;
    private final Executor workers;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    /// @param most utterances at the same time, those that wait for a worker included
    public RecognitionDesk(List<SpeechRecogniser> engines, Executor workers, int most) {
        this.engines = List.copyOf(engines);
        this.workers = workers;
        this.most = most;
    }

    /// Utterances that are being understood, for the meters.
    public int underWay() {
        return underWay.get();
    }

    /// Utterances that were not understood because there were too many at once.
    public long refused() {
        return refused.get();
    }

    @Override
    public Optional<String> obstacle(String language) {
        if (engines.isEmpty()) {
            return Optional.of("no speech recognition is configured; set recognition.http.url");
        }
        return engine(language).isPresent()
                ? Optional.empty()
                : Optional.of("no recogniser that is configured understands " + language);
    }

    private Optional<SpeechRecogniser> engine(String language) {
        String primary = Speakable.primary(language);
        return engines.stream().filter(one -> one.understands(primary)).findFirst();
    }

    @Override
    public Cancellable understand(SpokenWords said, Consumer<Heard> whenDone) {
        Optional<SpeechRecogniser> engine = engine(said.wish().language());
        if (engine.isEmpty()) {
            return now(obstacle(said.wish().language()).orElse("no recogniser"), whenDone);
        }
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            refused.incrementAndGet();
            return now("more than " + most + " utterances are being understood at once", whenDone);
        }
        AtomicBoolean over = new AtomicBoolean();
        try {
            workers.execute(() -> {
                Heard heard = over.get() ? new Heard.Nothing() : hear(engine.get(), said);
                underWay.decrementAndGet();
                if (over.compareAndSet(false, true)) {
                    whenDone.accept(heard);
                }
            });
        } catch (RejectedExecutionException full) {
            underWay.decrementAndGet();
            refused.incrementAndGet();
            return now("the recognisers' workers are busy", whenDone);
        }
        return () -> over.set(true);
    }

    private static Heard hear(SpeechRecogniser engine, SpokenWords said) {
        try {
            Heard heard = engine.hear(said);
            return said.wish().decent() && heard instanceof Heard.Words(String text, Double confidence)
                    ? new Heard.Words(Decency.masked(text), confidence)
                    : heard;
        } catch (RuntimeException bug) {
            return new Heard.Failed(engine.name() + " failed: " + bug);
        }
    }

    private static Cancellable now(String reason, Consumer<Heard> whenDone) {
        whenDone.accept(new Heard.Failed(reason));
        return () -> {};
    }
}
