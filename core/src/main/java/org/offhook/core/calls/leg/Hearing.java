package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallTools;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.time.Scheduler.Cancellable;

/// What is said on a leg, as text. The media shard cuts utterances, an engine understands them one by one and in
/// their order, and the listener hears of it while the script takes its signals.
public final class Hearing {

    /// From the end of an utterance to its text; who waits for it waits no longer.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Utterances of one ear that wait to be understood; with one more the oldest is given up.
    private static final int MOST_WAITING = 8;

    private final Recognition recognition;
    private final Transcripts transcripts;
    private final MediaSession media;
    private final Journal journal;
    private final Inbox inbox;
    private final Map<Long, Ear> ears = new HashMap<>();
    private final Map<Long, Consumer<Boolean>> watchers = new HashMap<>();
    private long detecting;
    private @Nullable Consumer<AnsweredBy> detected;

    Hearing(CallTools tools, MediaSession media, Journal journal, Inbox inbox) {
        this.recognition = tools.recognition();
        this.transcripts = new Transcripts(tools, this, journal);
        this.media = media;
        this.journal = journal;
        this.inbox = inbox;
    }

    /// Who wants to know what is said; called by the script.
    public interface Listener {

        /// Somebody begins to speak.
        void begins();

        /// Somebody has finished; what it was comes in a moment.
        void ends();

        /// @param complete false for what was said so far
        void heard(Heard heard, boolean complete);
    }

    /// What is written down while it is said.
    public Transcripts transcripts() {
        return transcripts;
    }

    /// Why this language is not understood here; empty when it is.
    public Optional<String> obstacle(String language) {
        return recognition.obstacle(language);
    }

    public Ear listen(Listening how, Wish wish, Listener listener) {
        Ear ear = new Ear(media.listen(how), wish, listener);
        ears.put(ear.id, ear);
        return ear;
    }

    /// Tells when somebody speaks (true) and when not any more (false); what is said is nobody's business.
    ///
    /// @return for [#unwatch]
    public long watch(Listening how, Consumer<Boolean> watcher) {
        long id = media.listen(how);
        watchers.put(id, watcher);
        return id;
    }

    public void unwatch(long id) {
        if (watchers.remove(id) != null) {
            media.stopListening(id);
        }
    }

    void begins(long id) {
        watchers.getOrDefault(id, speaks -> {}).accept(true);
        Ear ear = ears.get(id);
        if (ear != null) {
            ear.listener.begins();
        }
    }

    void spoken(MediaEvent.Spoken spoken) {
        if (spoken.complete()) {
            watchers.getOrDefault(spoken.id(), speaks -> {}).accept(false);
        }
        Ear ear = ears.get(spoken.id());
        if (ear != null) {
            ear.take(spoken.sound(), spoken.complete());
        }
    }

    /// Finds out who has answered; `whenKnown` is run by the script, unless [#stopDetecting] comes before.
    public void detect(MachineDetection how, Consumer<AnsweredBy> whenKnown) {
        detecting = media.detect(how);
        detected = whenKnown;
    }

    public void stopDetecting() {
        if (detected != null) {
            detected = null;
            media.stopListening(detecting);
        }
    }

    void detected(MediaEvent.Detected event) {
        Consumer<AnsweredBy> told = detected;
        if (told != null && event.id() == detecting) {
            stopDetecting();
            told.accept(event.who());
        }
    }

    /// Somebody who listens, until closed.
    public final class Ear implements AutoCloseable {
        private final long id;
        private final Wish wish;
        private final Listener listener;
        private final Deque<Utterance> waiting = new ArrayDeque<>();
        private @Nullable Cancellable understanding;

        private Ear(long id, Wish wish, Listener listener) {
            this.id = id;
            this.wish = wish;
            this.listener = listener;
        }

        private record Utterance(Audio sound, boolean complete) {}

        private void take(Audio sound, boolean complete) {
            if (complete) {
                listener.ends();
                waiting.removeIf(one -> !one.complete);
            } else if (understanding != null || !waiting.isEmpty()) {
                // The next unfinished one has the same beginning.
                return;
            }
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
                listener.heard(new Heard.Failed("the recogniser is too slow; an utterance was left out"), true);
            }
            waiting.addLast(new Utterance(sound, complete));
            next();
        }

        private void next() {
            Utterance utterance = understanding == null ? waiting.pollFirst() : null;
            if (utterance != null) {
                understanding = recognition.understand(
                        new SpokenWords(journal.account().sid(), utterance.sound, wish),
                        heard -> inbox.mailbox().put(new Signal.News(() -> understood(heard, utterance.complete))));
            }
        }

        private void understood(Heard heard, boolean complete) {
            if (ears.containsKey(id)) {
                understanding = null;
                listener.heard(heard, complete);
                next();
            }
        }

        /// Nothing more is heard.
        @Override
        public void close() {
            if (ears.remove(id) != null) {
                media.stopListening(id);
                waiting.clear();
                if (understanding != null) {
                    understanding.cancel();
                }
            }
        }
    }
}
