package org.offhook.media.shard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.SoundSource;
import org.offhook.core.media.Tap;
import org.offhook.media.listen.UtteranceCutter;
import org.offhook.media.machine.MachineDetector;
import org.offhook.media.net.LegSocket;

/// What a script holds of a leg: every method is a command to the leg, run in order by its shard. Descriptions
/// are made and read on the caller's thread, for their answer is wanted at once.
final class LegSession implements MediaSession {
    private final Inbox inbox;
    private final Negotiator negotiator;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Leg leg;
    private final Consumer<MediaEvent> events;
    private final Map<Long, Tap> listening = new ConcurrentHashMap<>();

    LegSession(MediaShard shard, LegSocket socket, Consumer<MediaEvent> events, long sessionId) {
        this.inbox = new Inbox(shard);
        this.negotiator = new Negotiator(
                socket.host(),
                socket.port(),
                socket.controlPort(),
                sessionId,
                shard.settings().codecs(),
                shard::random);
        this.leg = new Leg(shard, socket, events, shard.nextPhase());
        this.events = events;
        inbox.put(leg::open);
    }

    @Override
    public void encrypt(Encryption wanted) {
        negotiator.encrypt(wanted);
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
        var audio = settled.audio();
        if (audio != null) {
            command(() -> leg.agree(audio));
        }
        return settled.negotiation();
    }

    @Override
    public long play(Audio audio) {
        long id = ids.incrementAndGet();
        command(() -> leg.voice().say(new Player.Sound(id, audio)));
        return id;
    }

    @Override
    public void stopPlaying() {
        command(() -> leg.voice().stop());
    }

    @Override
    public long press(String digits) {
        long id = ids.incrementAndGet();
        command(() -> leg.voice().say(new Player.Keys(id, digits)));
        return id;
    }

    @Override
    public long record(Recorder recorder) {
        long id = ids.incrementAndGet();
        if (closed.get()) {
            recorder.sink().close();
        }
        command(() -> leg.record(id, recorder));
        return id;
    }

    @Override
    public void stopRecording(long id) {
        command(() -> leg.recordings().stop(id));
    }

    @Override
    public void pauseRecording(long id, Pause how) {
        command(() -> leg.recordings().pause(id, how));
    }

    @Override
    public void tap(Tap tap) {
        command(() -> leg.recordings().tap(tap));
    }

    @Override
    public void untap(Tap tap) {
        command(() -> leg.recordings().untap(tap));
    }

    @Override
    public void speak(@Nullable SoundSource source) {
        command(() -> leg.voice().source(source));
    }

    @Override
    public long listen(Listening how) {
        long id = ids.incrementAndGet();
        Tap cutter = new UtteranceCutter(id, how, events);
        listening.put(id, cutter);
        tap(cutter);
        return id;
    }

    @Override
    public long detect(MachineDetection how) {
        long id = ids.incrementAndGet();
        Tap detector = new MachineDetector(id, how, events);
        listening.put(id, detector);
        tap(detector);
        return id;
    }

    @Override
    public void stopListening(long id) {
        Tap cutter = listening.remove(id);
        if (cutter != null) {
            untap(cutter);
        }
    }

    @Override
    public void bridge(MediaSession other) {
        LegSession session = ours(other);
        command(() -> leg.bridge(session.leg));
    }

    @Override
    public void unbridge() {
        command(leg::unbridge);
    }

    @Override
    public void join(Mix mix, Presence presence) {
        Room room = ours(mix);
        MediaSession only = presence.heardBy();
        Leg listener = only == null ? null : ours(only).leg;
        command(() -> leg.join(room, presence, listener));
    }

    @Override
    public void leave(Mix mix) {
        Room room = ours(mix);
        command(() -> leg.leave(room));
    }

    @Override
    public MediaStatistics statistics() {
        return leg.statistics();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            inbox.put(leg::close);
        }
    }

    /// A command after closing is a command to nobody.
    private void command(Runnable command) {
        if (!closed.get()) {
            inbox.put(command);
        }
    }

    private static LegSession ours(MediaSession session) {
        if (session instanceof LegSession ours) {
            return ours;
        }
        throw new IllegalArgumentException("a session of another media server");
    }

    private static Room ours(Mix mix) {
        if (mix instanceof Room ours) {
            return ours;
        }
        throw new IllegalArgumentException("a mix of another media server");
    }
}
