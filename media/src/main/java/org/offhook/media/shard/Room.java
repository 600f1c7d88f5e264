package org.offhook.media.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.media.mix.Mixer;

/// A conference on one shard. Once a frame the voices are summed; then each member, in its own frame, takes the
/// sum without itself.
final class Room implements Mix {
    private final MediaShard shard;
    private final Inbox inbox;
    private final int phase;
    private final Mixer mixer = new Mixer(Leg.FRAME);
    private final short[] announcement = new short[Leg.FRAME];
    private final List<Leg> members = new ArrayList<>();
    private final List<Leg> whispering = new ArrayList<>();
    private final List<Announcement> announcements = new ArrayList<>();
    private final short[] whole = new short[Leg.FRAME];
    private @Nullable Recordings recordings;

    /// A sound for all, and who wants to know when it is over.
    private record Announcement(Player player, Player.Sound sound) {}

    Room(MediaShard shard, int phase) {
        this.shard = shard;
        this.phase = phase;
        this.inbox = new Inbox(shard);
        inbox.put(() -> shard.add(this));
    }

    @Override
    public void play(Audio audio, Consumer<MediaEvent> whenDone) {
        inbox.put(() -> {
            Player player = new Player((id, complete) -> whenDone.accept(new MediaEvent.Played(id, complete)));
            Player.Sound sound = new Player.Sound(0, audio);
            player.add(sound);
            announcements.add(new Announcement(player, sound));
        });
    }

    @Override
    public void record(Recorder how, Consumer<MediaEvent> whenDone) {
        inbox.put(() -> {
            Recordings fresh = new Recordings(whenDone, () -> {});
            fresh.begin(0, how);
            recordings = fresh;
        });
    }

    @Override
    public void stopRecording() {
        inbox.put(this::endRecording);
    }

    @Override
    public void pauseRecording(Pause how) {
        inbox.put(() -> {
            if (recordings != null) {
                recordings.pause(0, how);
            }
        });
    }

    private void endRecording() {
        if (recordings != null) {
            recordings.stopAll();
            recordings = null;
        }
    }

    @Override
    public void close() {
        inbox.put(() -> {
            endRecording();
            for (Leg member : List.copyOf(members)) {
                member.leave(this);
            }
            for (Announcement one : announcements) {
                one.player.stop();
            }
            announcements.clear();
            shard.remove(this);
        });
    }

    int phase() {
        return phase;
    }

    boolean on(MediaShard other) {
        return shard == other;
    }

    void add(Leg leg) {
        members.add(leg);
    }

    void remove(Leg leg) {
        members.remove(leg);
    }

    /// Sums the voices of this frame.
    void frame(long tick) {
        mixer.clear();
        whispering.clear();
        for (Leg member : members) {
            if (member.speaks()) {
                short[] voice = member.inbound().frame(tick);
                if (member.inbound().audible()) {
                    if (member.listener() == null) {
                        mixer.add(voice);
                    } else {
                        whispering.add(member);
                    }
                }
            }
        }
        if (!announcements.isEmpty()) {
            Announcement first = announcements.getFirst();
            first.player.current();
            first.player.read(first.sound, announcement);
            mixer.add(announcement);
            if (first.player.current() == null) {
                announcements.removeFirst();
            }
        }
        keep();
    }

    /// Keeps what was summed last.
    private void keep() {
        if (recordings != null) {
            mixer.all(whole);
            recordings.frame(whole, whole);
        }
    }

    /// What this member hears in the frame that was summed last.
    void heardBy(Leg member, long tick, short[] frame) {
        if (member.speaks() && member.inbound().audible() && member.listener() == null) {
            mixer.allBut(member.inbound().frame(tick), frame);
        } else {
            mixer.all(frame);
        }
        for (Leg other : whispering) {
            if (member.equals(other.listener())) {
                whisper(other.inbound().frame(tick), frame);
            }
        }
    }

    /// Adds a voice that is for one ear only.
    private static void whisper(short[] voice, short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) Math.clamp(frame[i] + voice[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}
