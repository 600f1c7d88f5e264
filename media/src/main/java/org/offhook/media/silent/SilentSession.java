package org.offhook.media.silent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.media.shard.Negotiator;

/// A leg without sound. The first half is the port that scripts use; the second half is the far end's.
public final class SilentSession implements MediaSession {

    /// What the far end was made to hear.
    ///
    /// @param caption of the sound
    /// @param duration for which it played
    /// @param complete false when it was stopped
    public record Heard(String caption, Duration duration, boolean complete) {}

    private final SilentMedia media;
    private final int port;
    private final Negotiator negotiator;
    private final Consumer<MediaEvent> events;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> keysHeard = new CopyOnWriteArrayList<>();
    private final SilentPlayer player;
    private final List<SilentRecording> recordings = new ArrayList<>();
    private @Nullable SilentSession bridged;
    private @Nullable SilentMix mix;
    private boolean agreed;
    private long speakingUntil;
    private volatile Consumer<String> listener = _ -> {};

    SilentSession(SilentMedia media, String host, int port, long sessionId, Consumer<MediaEvent> events) {
        this.media = media;
        this.port = port;
        this.negotiator = new Negotiator(host, port, port + 1, sessionId);
        this.events = events;
        this.player = new SilentPlayer(media, this);
    }

    @Override
    public String offer() {
        return negotiator.offer();
    }

    @Override
    public Negotiation answer(String offer) {
        return settle(negotiator.answer(offer));
    }

    @Override
    public Negotiation accept(String answer) {
        return settle(negotiator.accept(answer));
    }

    private Negotiation settle(Negotiator.Settled settled) {
        if (settled.audio() != null) {
            command(() -> {
                agreed = true;
                player.next();
            });
        }
        return settled.negotiation();
    }

    @Override
    public long play(Audio audio) {
        long id = ids.incrementAndGet();
        command(() -> player.add(new SilentPlayer.Item(id, audio.caption(), audio.duration(), null)));
        return id;
    }

    @Override
    public void stopPlaying() {
        command(player::stop);
    }

    @Override
    public long press(String digits) {
        long id = ids.incrementAndGet();
        command(() -> player.add(SilentPlayer.Item.keys(id, digits)));
        return id;
    }

    @Override
    public long record(Recorder recorder) {
        long id = ids.incrementAndGet();
        command(() -> {
            SilentRecording recording = new SilentRecording(media, this, id, recorder);
            recordings.add(recording);
            if (speakingUntil > media.now()) {
                recording.speech(speakingUntil);
            }
        });
        return id;
    }

    @Override
    public void stopRecording(long id) {
        command(() -> {
            for (SilentRecording recording : List.copyOf(recordings)) {
                if (recording.id() == id) {
                    end(recording, RecordingEnd.STOPPED, (char) 0);
                }
            }
        });
    }

    @Override
    public void bridge(MediaSession other) {
        if (!(other instanceof SilentSession silent)) {
            throw new IllegalArgumentException("a session of another media server");
        }
        command(() -> {
            part();
            silent.part();
            bridged = silent;
            silent.bridged = this;
        });
    }

    @Override
    public void unbridge() {
        command(this::part);
    }

    private void part() {
        SilentSession other = bridged;
        if (other != null) {
            bridged = null;
            other.bridged = null;
        }
    }

    @Override
    public void join(Mix joined, Presence presence) {
        if (!(joined instanceof SilentMix silent)) {
            throw new IllegalArgumentException("a mix of another media server");
        }
        command(() -> {
            if (mix != null && mix != silent) {
                mix.remove(this);
            }
            mix = silent;
            silent.add(this);
        });
    }

    @Override
    public void leave(Mix left) {
        command(() -> {
            if (mix != null && mix == left) {
                mix.remove(this);
                mix = null;
            }
        });
    }

    void left(SilentMix closing) {
        if (mix == closing) {
            mix = null;
        }
    }

    @Override
    public MediaStatistics statistics() {
        return new MediaStatistics(0, 0, 0, 0, 0, null, null);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            media.command(() -> {
                part();
                if (mix != null) {
                    mix.remove(this);
                    mix = null;
                }
                player.stop();
                for (SilentRecording recording : List.copyOf(recordings)) {
                    end(recording, RecordingEnd.STOPPED, (char) 0);
                }
                media.release(port);
            });
        }
    }

    private void command(Runnable command) {
        if (!closed.get()) {
            media.command(command);
        }
    }

    // The far end

    /// The far end presses a key; whoever it is bridged to hears it too.
    ///
    /// @param key 0–9, A–D, `*`, `#`
    public void farEndPresses(char key) {
        command(() -> {
            if (bridged != null) {
                bridged.keysHeard.add(String.valueOf(key));
            }
            boolean ended = false;
            for (SilentRecording recording : List.copyOf(recordings)) {
                if (recording.endsWith(key)) {
                    end(recording, RecordingEnd.KEY, key);
                    ended = true;
                }
            }
            if (!ended) {
                tell(new MediaEvent.Digit(key));
            }
        });
    }

    /// The far end speaks for so long, from now on.
    public void farEndSpeaks(Duration duration) {
        command(() -> {
            speakingUntil = media.now() + duration.toNanos();
            for (SilentRecording recording : recordings) {
                recording.speech(speakingUntil);
            }
        });
    }

    /// The far end is told the caption of each sound when it begins.
    public void farEndListens(Consumer<String> to) {
        listener = to;
    }

    /// What the far end has heard to its end, in order.
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /// The keys that were pressed to the far end, one text for each [#press].
    public List<String> keysHeard() {
        return List.copyOf(keysHeard);
    }

    /// Whether the leg is bridged to this other now.
    public boolean bridgedTo(SilentSession other) {
        return bridged == other;
    }

    // For the parts of the session, on the scheduler's thread

    boolean agreed() {
        return agreed;
    }

    void hearing(String caption) {
        listener.accept(caption);
    }

    void hears(String caption, Duration duration, boolean complete) {
        heard.add(new Heard(caption, duration, complete));
    }

    void pressed(String keys) {
        keysHeard.add(keys);
    }

    void tell(MediaEvent event) {
        events.accept(event);
    }

    void end(SilentRecording recording, RecordingEnd end, char key) {
        if (recordings.remove(recording)) {
            tell(recording.finish(end, key));
        }
    }
}
