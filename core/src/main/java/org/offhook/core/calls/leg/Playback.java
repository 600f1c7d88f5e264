package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.Sounds;
import org.offhook.core.time.Scheduler.Cancellable;

/// What the far end hears.
public final class Playback {

    /// Speech and files may take this long to arrive (contract §3: total 15 s).
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sid account;
    private final Sounds sounds;
    private final Line line;
    private final MediaSession media;
    private final Journal journal;
    private final Inbox inbox;
    private final Map<Long, Sounds.Result> arrived = new HashMap<>();
    private final Set<Long> playing = new HashSet<>();
    private final Set<Long> cut = new HashSet<>();
    private long tickets;
    private Speaker speaker;
    private long announcements;
    private @Nullable Audio tone;
    private long toneId;

    Playback(Sid account, Sounds sounds, Line line, Journal journal, Inbox inbox) {
        this.account = account;
        this.sounds = sounds;
        this.line = line;
        this.media = line.media();
        this.speaker = media::play;
        this.journal = journal;
        this.inbox = inbox;
    }

    /// Gets a sound, unless `enough` holds before.
    ///
    /// @return null when it was cut short, or when there is no such sound: then the developer was told
    public @Nullable Audio get(Sounds.Source source, BooleanSupplier enough) {
        long ticket = ++tickets;
        Cancellable getting =
                sounds.get(account, source, result -> inbox.mailbox().put(new Signal.Sound(ticket, result)));
        boolean there = false;
        try {
            there = inbox.await(() -> arrived.containsKey(ticket) || enough.getAsBoolean(), PATIENCE);
        } finally {
            if (!arrived.containsKey(ticket)) {
                getting.cancel();
            }
        }
        return switch (arrived.remove(ticket)) {
            case Sounds.Result.Ready(Audio audio) -> audio;
            case Sounds.Result.Plain(Audio audio, String warning) -> {
                journal.warn(12200, warning);
                yield audio;
            }
            case Sounds.Result.Failed(int code, String message) -> {
                journal.error(code, message);
                yield null;
            }
            case null -> {
                if (!there) {
                    journal.error(11200, "A sound did not arrive in time.");
                }
                yield null;
            }
        };
    }

    /// Plays and waits for the end, unless `enough` holds before.
    ///
    /// @param what `say` or `play`, for the event log
    /// @return whether it was heard to its end
    public boolean play(Audio audio, String what, BooleanSupplier enough) {
        line.caption(what.equals("say") ? audio.caption() : Captions.file(audio.caption()));
        long id = speaker.play(audio);
        playing.add(id);
        boolean stopped = true;
        try {
            inbox.await(() -> !playing.contains(id) || enough.getAsBoolean());
            stopped = playing.contains(id);
        } finally {
            if (stopped) {
                stop();
            }
            boolean complete = !stopped && !cut.remove(id);
            journal.note(EventType.PLAY_ENDED, "what", what, "complete", Boolean.toString(complete));
        }
        return !stopped;
    }

    /// Whatever the story plays is heard by everybody in a mix.
    public <T> T aloud(Mix mix, Supplier<T> story) {
        speaker = audio -> {
            // The session's own ids are positive.
            long id = --announcements;
            mix.play(audio, event -> inbox.mailbox().put(new Signal.News(() -> ended(id, true))));
            return id;
        };
        try {
            return story.get();
        } finally {
            speaker = media::play;
        }
    }

    private interface Speaker {
        long play(Audio audio);
    }

    /// Presses keys at the far end and waits until they are sent.
    public void press(String digits) {
        journal.note(EventType.PLAY, "what", "digits", "digits", digits);
        long id = media.press(digits);
        playing.add(id);
        inbox.await(() -> !playing.contains(id));
        journal.note(EventType.PLAY_ENDED, "what", "digits", "complete", "true");
    }

    /// Plays a tone again and again until [#stop], while the script does something else.
    public void tone(Audio audio) {
        if (tone == null) {
            journal.note(EventType.PLAY, "what", "tone", "caption", audio.caption());
            tone = audio;
            toneId = media.play(audio);
        }
    }

    /// Silence, now.
    public void stop() {
        if (tone != null) {
            tone = null;
            journal.note(EventType.PLAY_ENDED, "what", "tone", "complete", "true");
        }
        playing.clear();
        media.stopPlaying();
    }

    void ended(long id, boolean complete) {
        Audio again = tone;
        if (again != null && id == toneId) {
            toneId = media.play(again);
        } else if (playing.remove(id) && !complete) {
            cut.add(id);
        }
    }

    void arrived(long ticket, Sounds.Result result) {
        if (ticket == tickets) {
            arrived.put(ticket, result);
        }
    }
}
