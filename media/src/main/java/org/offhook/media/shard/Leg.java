package org.offhook.media.shard;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.MediaStatistics;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.media.codec.Codec;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Peer;
import org.offhook.media.path.ControlReports;
import org.offhook.media.path.Inbound;
import org.offhook.media.path.Outbound;
import org.offhook.media.shard.MediaSettings.KeysInBand;
import org.offhook.media.tone.KeyDetector;
import org.offhook.protocols.sdp.AudioAgreement;

/// One leg's sound, as the shard runs it. Packets come by [#readable] at each drain, frames by [#frame] every
/// 20 ms.
///
/// What the far end hears is the first of these that there is: keys being pressed, sounds being played, the mix
/// it is in, the leg it is bridged to (whose packets go over at the drain, without waiting for a frame, when it
/// can hear them as they are), silence.
final class Leg implements LegSocket.Listener {
    static final int FRAME = 160;

    private final MediaShard shard;
    private final LegSocket socket;
    private final Consumer<MediaEvent> events;
    private final Inbound inbound;
    private final Outbound outbound;
    private final ControlReports control;
    private final Voice voice;
    private final Recordings recordings;
    private final KeyArbiter arbiter = new KeyArbiter();
    private final LegKeys keys = new LegKeys();
    private @Nullable KeyDetector detector;
    private @Nullable AudioAgreement agreement;
    /// What the far end speaks just now.
    private @Nullable Codec heard;

    private @Nullable Leg bridged;
    private @Nullable Room room;
    private Presence presence = Presence.FULL;
    private @Nullable Leg listener;
    private int phase;
    private final SignsOfLife signs = new SignsOfLife();

    /// Kept here too: a frame of a leg costs as much as the places in memory it looks at.
    private boolean recording;

    private boolean closed;
    private final LegCounts counts;

    Leg(MediaShard shard, LegSocket socket, Consumer<MediaEvent> events, int phase) {
        this.shard = shard;
        this.socket = socket;
        this.events = events;
        this.phase = phase;
        this.inbound = new Inbound(socket, shard.view(), shard.work());
        this.outbound =
                new Outbound(socket, shard.scratch(), (int) shard.random(), (int) shard.random(), (int) shard.random());
        this.control = new ControlReports(
                socket,
                shard.scratch(),
                shard.clock(),
                Long.toHexString(shard.random()) + "@" + socket.host(),
                inbound,
                outbound);
        this.voice = new Voice(outbound, this::played);
        this.counts = new LegCounts(inbound, outbound, shard.totals());
        this.recordings = new Recordings(events, this::recordingsChanged);
    }

    // Commands

    void open() {
        shard.add(this);
        socket.listen(this);
    }

    void agree(AudioAgreement audio) {
        boolean moved = agreement == null
                || !agreement.remoteHost().equals(audio.remoteHost())
                || agreement.remotePort() != audio.remotePort();
        Peer described = new Peer(audio.remoteHost(), audio.remotePort());
        Peer reports = new Peer(audio.remoteHost(), audio.remoteRtcpPort());
        // An unspecified address is hold; the source known so far stays.
        boolean reachable = audio.ice() != null
                || (!audio.remoteHost().equals("0.0.0.0") && !audio.remoteHost().equals("::"));
        long window = shard.settings().learning().toNanos();
        inbound.agree(audio.receivable(), described, reports, moved && reachable, shard.now(), window, audio.ice());
        inbound.held(!audio.direction().receives());
        outbound.agree(audio.sending(), audio.events(), audio.direction().sends() && reachable, shard.samplesNow());
        control.agree(audio.rtcpMux(), shard.now());
        keys.agree(audio.protection(), inbound, outbound);
        if (reachable) {
            agreement = audio;
        }
        KeysInBand wish = shard.settings().keysInBand();
        boolean tones = wish == KeysInBand.ALWAYS || (wish == KeysInBand.WITHOUT_EVENTS && !outbound.takesEvents());
        detector = !tones ? null : detector == null ? new KeyDetector() : detector;
        signs.agreed(audio.direction().receives(), shard.now());
        listenIfWanted();
        if (bridged != null) {
            bridged.listenIfWanted();
        }
    }

    /// What it says itself.
    Voice voice() {
        return voice;
    }

    void record(long id, Recorder how) {
        if (closed) {
            how.sink().close();
        } else {
            recordings.begin(id, how);
        }
    }

    Recordings recordings() {
        return recordings;
    }

    /// Somebody may want samples of this leg or of the other, or no longer.
    private void recordingsChanged() {
        recording = recordings.any();
        listenIfWanted();
        if (bridged != null) {
            bridged.listenIfWanted();
        }
    }

    void bridge(Leg other) {
        if (other == this || closed || other.closed) {
            return;
        }
        unbridge();
        other.unbridge();
        bridged = other;
        other.bridged = this;
        signs.bridged(shard.now());
        other.signs.bridged(shard.now());
        shard.rephase(other, phase);
        listenIfWanted();
        other.listenIfWanted();
    }

    void unbridge() {
        Leg other = bridged;
        if (other != null) {
            bridged = null;
            other.bridged = null;
            listenIfWanted();
            other.listenIfWanted();
        }
    }

    /// @param only who alone of the others hears this leg; null for all
    void join(Room joined, Presence how, @Nullable Leg only) {
        if (room != joined) {
            leave();
            room = joined;
            joined.add(this);
            shard.rephase(this, joined.phase());
        }
        presence = how;
        listener = only;
        listenIfWanted();
    }

    void leave(Room left) {
        if (room == left) {
            leave();
        }
    }

    private void leave() {
        if (room != null) {
            room.remove(this);
            room = null;
            listenIfWanted();
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        unbridge();
        leave();
        voice.stop();
        voice.source(null);
        recordings.stopAll();
        control.farewell(shard.now());
        counts.publish();
        shard.remove(this);
        socket.release();
    }

    // Packets

    @Override
    public void readable() {
        int length = socket.receive(shard.input());
        if (length < 0 || closed) {
            return;
        }
        try {
            packet(length);
        } catch (RuntimeException bug) {
            shard.failed(this, bug);
        }
    }

    private void packet(int length) {
        long now = shard.now();
        switch (inbound.packet(shard.input(), length, now)) {
            case AUDIO -> {
                signs.sound(now);
                if (heard != inbound.codec()) {
                    heard = inbound.codec();
                    listenIfWanted();
                }
                if (bridged != null && bridged.outbound.passes(heard)) {
                    bridged.pass(inbound, heard);
                }
            }
            case EVENT -> {
                signs.event(now);
                event(now);
            }
            case CONTROL -> report(length, now);
            case DROPPED -> {}
        }
    }

    private void report(int length, long now) {
        if (control.received(shard.input(), length, now)) {
            signs.report(now);
        }
    }

    @Override
    public void controlReadable() {
        int length = socket.receiveControl(shard.input());
        if (length >= 0 && !closed) {
            report(length, shard.now());
        }
    }

    private void event(long now) {
        char key = inbound.key();
        if (bridged != null) {
            if (bridged.takesEventsOf(this)) {
                bridged.pass(inbound, null);
            } else if (key != 0) {
                bridged.voice.press(key);
            }
        }
        if (key != 0 && arbiter.event(key, now)) {
            pressed(key);
        }
    }

    /// Whether the other's telephone events mean the same to the far end, whose clock may be another.
    private boolean takesEventsOf(Leg other) {
        return outbound.takesEvents()
                && outbound.passes(other.heard)
                && outbound.eventTicks() == other.outbound.eventTicks();
    }

    /// Hands a packet of the other leg to the far end, unless it hears something else just now.
    private void pass(Inbound other, @Nullable Codec codec) {
        if (!voice.busy() && room == null) {
            outbound.pass(other.view(), codec, shard.samplesNow());
        }
    }

    private void pressed(char key) {
        if (!recordings.key(key)) {
            events.accept(new MediaEvent.Digit(key));
        }
    }

    // Frames

    /// Runs one frame.
    ///
    /// @param tick another number for every frame
    /// @param clock the frame's time in samples
    void frame(long tick, int clock) {
        if (agreement == null) {
            return;
        }
        if (detector != null) {
            char key = detector.frame(inbound.frame(tick), FRAME);
            if (key != 0 && arbiter.tone(key, shard.now())) {
                pressed(key);
            }
        }
        short[] heard = say(tick, clock);
        if (recording) {
            recordings.frame(inbound.frame(tick), heard);
        }
    }

    /// Sends what the far end is to hear now.
    ///
    /// @return its samples, valid until the next leg's frame
    private short[] say(long tick, int clock) {
        short[] frame = shard.frame();
        if (voice.frame(frame, clock)) {
            return frame;
        }
        if (room != null && presence.hears()) {
            room.heardBy(this, tick, frame);
            outbound.frame(frame, FRAME, clock);
            return frame;
        }
        if (room == null && bridged != null) {
            if (!outbound.passes(bridged.heard)) {
                outbound.frame(bridged.inbound.frame(tick), FRAME, clock);
            } else if (bridged.signs.isQuiet(shard.now())) {
                fill(clock);
            }
            return recording ? bridged.inbound.frame(tick) : frame;
        }
        Arrays.fill(frame, (short) 0);
        fill(clock);
        return frame;
    }

    private void fill(int clock) {
        if (shard.settings().fillSilence()) {
            outbound.silence(FRAME, clock);
        }
    }

    private void played(long id, boolean complete) {
        if (id != 0) {
            events.accept(new MediaEvent.Played(id, complete));
        }
    }

    /// Once a second: reports, statistics, and whether the far end has fallen silent.
    void housekeeping() {
        inbound.housekeeping(shard.now());
        control.tick(shard.now(), (int) shard.random() & 0xff);
        counts.publish();
        if (signs.haveEnded(shard.now(), shard.settings().silentAfter().toNanos())) {
            events.accept(new MediaEvent.Silent());
        }
    }

    /// Sees to it that sound is decoded while somebody needs samples of it, and only then.
    private void listenIfWanted() {
        boolean wanted = detector != null || (room != null && presence.speaks()) || recording;
        boolean wantedByOther = bridged != null && (bridged.recording || !bridged.outbound.passes(heard));
        inbound.listen(!closed && (wanted || wantedByOther));
    }

    // For the shard and the room

    MediaStatistics statistics() {
        return counts.latest();
    }

    /// Who alone of the room hears it; null for all.
    @Nullable
    Leg listener() {
        return listener;
    }

    boolean speaks() {
        return presence.speaks();
    }

    Inbound inbound() {
        return inbound;
    }

    int phase() {
        return phase;
    }

    void phase(int changed) {
        phase = changed;
    }
}
