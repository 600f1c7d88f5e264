package org.offhook.testkit.sound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.SoundSource;
import org.offhook.core.media.Tap;
import org.offhook.media.codec.Codec;
import org.offhook.media.machine.MachineDetector;
import org.offhook.media.shard.Negotiator;
import org.offhook.protocols.sdp.AudioAgreement;
import org.offhook.testkit.network.Address;

/// One leg's sound: what it plays, what it hears, whom it is joined with, and who records it.
final class SilentSession implements MediaSession {

    private final SilentMedia media;
    private final Air air;
    private final Address address;
    private final Consumer<MediaEvent> events;
    private final Negotiator negotiator;
    private final Playlist playlist;
    private final Map<Long, SilentRecording> recordings = new LinkedHashMap<>();
    private final List<SilentMix> mixes = new ArrayList<>();
    private final Echo echo = new Echo();
    private final SilentTaps taps;
    private final SilentSource source;
    private final Map<Long, SilentListener> listeners = new LinkedHashMap<>();
    private final Map<Long, Tap> detectors = new LinkedHashMap<>();
    private @Nullable AudioAgreement agreement;
    private @Nullable Address watched;
    private @Nullable SilentSession partner;
    private boolean closed;
    private long received;
    private long foreign;
    private long sent;

    SilentSession(SilentMedia media, Air air, Address address, Consumer<MediaEvent> events) {
        this.media = media;
        this.air = air;
        this.address = address;
        this.events = events;
        this.negotiator = new Negotiator(
                address.host(),
                address.port(),
                address.port() + 1,
                address.port(),
                List.of(Codec.PCMU, Codec.PCMA),
                () -> 0);
        this.playlist = new Playlist(media.timeline(), this);
        this.taps = new SilentTaps(media.timeline());
        this.source = new SilentSource(media.timeline(), this);
    }

    Address address() {
        return address;
    }

    @Override
    public void encrypt(Encryption wanted) {
        // Sound that is never on a wire needs no key.
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
        AudioAgreement audio = settled.audio();
        if (audio != null) {
            media.command("media agreed", () -> agreed(audio));
        }
        return settled.negotiation();
    }

    @Override
    public long play(Audio audio) {
        long id = media.nextId();
        media.command("media plays", () -> playlist.add(id, audio));
        return id;
    }

    @Override
    public void stopPlaying() {
        media.command("media stops", playlist::clear);
    }

    @Override
    public long press(String digits) {
        long id = media.nextId();
        media.command("media presses", () -> playlist.press(id, digits));
        return id;
    }

    @Override
    public long record(Recorder recorder) {
        long id = media.nextId();
        media.command("media records", () -> {
            if (closed) {
                recorder.sink().close();
            } else {
                recordings.put(id, new SilentRecording(media.timeline(), recorder, id, this::recorded));
            }
        });
        return id;
    }

    @Override
    public void stopRecording(long id) {
        media.command("media stops recording", () -> {
            SilentRecording recording = recordings.get(id);
            if (recording != null) {
                recording.end(MediaEvent.RecordingEnd.STOPPED, (char) 0);
            }
        });
    }

    @Override
    public void pauseRecording(long id, Pause how) {
        media.command("media pauses recording", () -> {
            SilentRecording recording = recordings.get(id);
            if (recording != null) {
                recording.pause(how);
            }
        });
    }

    @Override
    public void tap(Tap tap) {
        media.command("media is tapped", () -> {
            if (!closed) {
                taps.add(tap);
            }
        });
    }

    @Override
    public void untap(Tap tap) {
        media.command("media is tapped no more", () -> taps.remove(tap));
    }

    @Override
    public void speak(@Nullable SoundSource sound) {
        media.command("media gets a source", () -> source.set(closed ? null : sound));
    }

    @Override
    public long listen(Listening how) {
        long id = media.nextId();
        SilentListener listener = new SilentListener(id, how, this::tell);
        listeners.put(id, listener);
        tap(listener);
        return id;
    }

    @Override
    public long detect(MachineDetection how) {
        long id = media.nextId();
        Tap detector = new MachineDetector(id, how, this::tell);
        detectors.put(id, detector);
        tap(detector);
        return id;
    }

    @Override
    public void stopListening(long id) {
        for (Tap gone : Stream.of(listeners.remove(id), detectors.remove(id))
                .filter(Objects::nonNull)
                .toList()) {
            untap(gone);
        }
    }

    @Override
    public void bridge(MediaSession other) {
        SilentSession session = (SilentSession) other;
        media.command("media bridges", () -> {
            if (!closed && !session.closed) {
                partner = session;
                session.partner = this;
            }
        });
    }

    @Override
    public void unbridge() {
        media.command("media parts", this::part);
    }

    @Override
    public void join(MediaServer.Mix mix, Presence presence) {
        SilentMix room = (SilentMix) mix;
        media.command("media joins", () -> {
            if (!closed) {
                room.put(this, presence);
                if (!mixes.contains(room)) {
                    mixes.add(room);
                }
            }
        });
    }

    @Override
    public void leave(MediaServer.Mix mix) {
        SilentMix room = (SilentMix) mix;
        media.command("media leaves", () -> {
            room.remove(this);
            mixes.remove(room);
        });
    }

    @Override
    public MediaStatistics statistics() {
        Address remote = remote();
        return new MediaStatistics(
                received,
                sent,
                0,
                0,
                foreign,
                remote == null ? null : "PCMU",
                remote == null ? null : remote.toString());
    }

    @Override
    public void close() {
        media.command("media closes", () -> {
            if (!closed) {
                part();
                playlist.clear();
                for (SilentRecording recording : List.copyOf(recordings.values())) {
                    recording.end(MediaEvent.RecordingEnd.STOPPED, (char) 0);
                }
                mixes.forEach(mix -> mix.remove(this));
                source.set(null);
                closed = true;
                taps.clear();
                media.closed(this);
            }
        });
    }

    void powerOff() {
        closed = true;
        source.set(null);
        taps.clear();
        recordings.values().forEach(SilentRecording::powerOff);
        recordings.clear();
    }

    /// From the air.
    void heard(Address from, Sound sound) {
        if (!from.equals(remote())) {
            foreign++;
            return;
        }
        received++;
        overheard(sound, true);
        switch (sound) {
            case Sound.Key(char key) -> pressed(key);
            case Sound.Begins begins -> recordings.values().forEach(r -> r.heard(begins, true));
            case Sound.Stops stops -> recordings.values().forEach(r -> r.stopped(stops));
        }
        if (echo.isFresh(sound)) {
            if (partner != null) {
                partner.emit(sound);
            }
            mixes.forEach(mix -> mix.relay(this, sound));
        }
    }

    private void pressed(char key) {
        for (SilentRecording recording : recordings.values()) {
            if (recording.finishedBy(key)) {
                recording.end(MediaEvent.RecordingEnd.KEY, key);
                return;
            }
        }
        tell(new MediaEvent.Digit(key));
    }

    /// To the far end.
    void emit(Sound sound) {
        Address remote = remote();
        // That a sound stops is heard also when it stops because we may not send any more.
        if (remote != null && (sends() || sound instanceof Sound.Stops) && !closed) {
            sent++;
            air.send(address, remote, sound);
        }
        overheard(sound, false);
        switch (sound) {
            case Sound.Begins begins -> recordings.values().forEach(r -> r.heard(begins, false));
            case Sound.Stops stops -> recordings.values().forEach(r -> r.stopped(stops));
            case Sound.Key _ -> {}
        }
    }

    private void overheard(Sound sound, boolean inbound) {
        taps.heard(sound, inbound);
        listeners.values().forEach(listener -> listener.heard(sound, inbound));
    }

    void tell(MediaEvent event) {
        if (!closed) {
            events.accept(event);
        }
    }

    private void recorded(MediaEvent event) {
        if (event instanceof MediaEvent.Recorded recorded) {
            recordings.remove(recorded.id());
        }
        tell(event);
    }

    long nextSound() {
        return air.nextId();
    }

    /// Where the far end's sound comes from and ours goes to; null before both have agreed.
    private @Nullable Address remote() {
        AudioAgreement agreed = agreement;
        return agreed == null ? null : new Address(agreed.remoteHost(), agreed.remotePort());
    }

    private boolean sends() {
        AudioAgreement agreed = agreement;
        return agreed != null && agreed.direction().sends();
    }

    private boolean receives() {
        AudioAgreement agreed = agreement;
        return agreed != null && agreed.direction().receives();
    }

    private void agreed(AudioAgreement audio) {
        agreement = audio;
        Address remote = new Address(audio.remoteHost(), audio.remotePort());
        if (closed) {
            return;
        }
        playlist.agreed(sends());
        if (!receives() || remote.equals(watched)) {
            return;
        }
        watched = remote;
        if (air.inhabited(remote)) {
            air.onLeaving(remote, () -> watch(remote));
        } else {
            watch(remote);
        }
    }

    /// Nothing comes from `remote` any more.
    private void watch(Address remote) {
        media.timeline().after(media.silence(), "media waits for packets", () -> {
            if (!closed && remote.equals(remote()) && !air.inhabited(remote) && receives()) {
                tell(new MediaEvent.Silent());
            }
        });
    }

    private void part() {
        SilentSession other = partner;
        if (other != null) {
            partner = null;
            if (other.partner == this) {
                other.partner = null;
            }
        }
    }
}
