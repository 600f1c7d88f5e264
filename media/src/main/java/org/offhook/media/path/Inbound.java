package org.offhook.media.path;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.media.codec.Codec;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Peer;
import org.offhook.protocols.rtp.ReceptionStatistics;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.rtp.TelephoneEventReceiver;
import org.offhook.protocols.sdp.Ice;
import org.offhook.protocols.sdp.RtpFormat;
import org.offhook.protocols.srtp.SrtpReceiver;
import org.offhook.protocols.stun.StunMessage;

/// The way into a leg. [#packet] takes a datagram through the steps in order, each of which may end its way and
/// counts when it does: is it RTP, is its tag right (when the leg is encrypted), is its payload type agreed, is its
/// source the known one, does it continue
/// the stream. What remains is audio, for the jitter buffer (when somebody listens) and the other leg, or a
/// telephone event.
public final class Inbound {

    /// What a datagram turned out to be.
    public enum Kind {
        /// Nothing to act upon; counted.
        DROPPED,
        AUDIO,
        /// A telephone event; [#key] tells whether it begins a press.
        EVENT,
        CONTROL
    }

    private final LegSocket socket;
    private final RtpPacket packet;
    private final short[] work;
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private final TelephoneEventReceiver events = new TelephoneEventReceiver();

    private int[] payloadTypes = {};
    private @Nullable Codec[] codecs = {};
    private @Nullable Unpacker[] unpackers = {};
    private @Nullable Latch latch;
    private @Nullable IceLite ice;
    private @Nullable Peer remote;
    private @Nullable Peer trial;
    private @Nullable JitterBuffer jitter;
    private final short[] frame = new short[160];
    private long frameTick = -1;
    private boolean audible;

    private @Nullable Codec codec;
    private char key;
    private @Nullable SrtpReceiver keys;
    private long malformed;
    private long unauthentic;
    private long unknown;
    private long foreign;
    private long stray;
    private long lateBefore;
    private boolean held;

    /// @param packet a view shared by all legs of the shard
    /// @param work room for the samples of any packet, shared as well
    public Inbound(LegSocket socket, RtpPacket packet, short[] work) {
        this.socket = socket;
        this.packet = packet;
        this.work = work;
    }

    /// Sets what may come and, when the far end's address is new, whom to believe.
    ///
    /// @param now the shard's nanoseconds
    /// @param window nanoseconds during which a source behind a NAT is learned
    /// @param checks how the far end finds its way; null: it sends from where its description says, or nearby
    public void agree(
            List<RtpFormat> receivable,
            Peer described,
            Peer control,
            boolean moved,
            long now,
            long window,
            @Nullable Ice checks) {
        payloadTypes = receivable.stream().mapToInt(RtpFormat::payloadType).toArray();
        codecs = new Codec[payloadTypes.length];
        unpackers = new Unpacker[payloadTypes.length];
        for (int i = 0; i < payloadTypes.length; i++) {
            codecs[i] = Codec.of(receivable.get(i)).orElse(null);
        }
        if (checks != null) {
            if (ice == null || !ice.serves(checks)) {
                remote = null;
                ice = new IceLite(checks, socket);
            }
        } else if (moved || ice != null) {
            ice = null;
            remote = null;
            trial = null;
            latch = new Latch(described, now, window);
            socket.aim(described, control);
        }
    }

    /// Whether the far end said that it sends nothing (RFC 3264 §8.4). What it sends for all that is counted, for
    /// its way through a NAT stays known by it, and heard by nobody.
    public void held(boolean now) {
        held = now;
    }

    /// Sets what packets are encrypted with from now on; null: nothing.
    public void keys(@Nullable SrtpReceiver changed) {
        keys = changed;
    }

    /// Takes a datagram of the RTP port.
    ///
    /// @param now the shard's nanoseconds
    public Kind packet(ByteBuffer bytes, int length, long now) {
        if (ice != null && !admitted(ice, bytes, length, now)) {
            return Kind.DROPPED;
        }
        if (RtpPacket.isRtcp(bytes, 0, length)) {
            foreign += remote == null ? 1 : 0;
            return remote == null ? Kind.DROPPED : Kind.CONTROL;
        }
        int plain = keys == null ? length : keys.open(bytes, length);
        if (plain < 0) {
            unauthentic++;
            return Kind.DROPPED;
        }
        if (!packet.wrap(bytes, 0, plain)) {
            malformed++;
            return Kind.DROPPED;
        }
        int index = indexOf(packet.payloadType());
        if (index < 0) {
            unknown++;
            return Kind.DROPPED;
        }
        if (remote == null && ice == null && !heard(now)) {
            foreign++;
            return Kind.DROPPED;
        }
        Codec found = codecs[index];
        codec = found == null ? codec : found;
        int arrival = (int) (now * (codec == null ? 1 : codec.ticks()) / 125_000);
        if (!statistics.packet(packet.ssrc(), packet.sequence(), packet.timestamp(), arrival)) {
            stray++;
            return Kind.DROPPED;
        }
        if (held) {
            return Kind.DROPPED;
        }
        if (found == null) {
            key = events.packet(packet);
            return Kind.EVENT;
        }
        if (jitter != null) {
            Unpacker known = unpackers[index];
            Unpacker unpacker = known == null ? new Unpacker(found) : known;
            unpackers[index] = unpacker;
            unpacker.unpack(packet, work, jitter);
        }
        return Kind.AUDIO;
    }

    /// Whether it comes from where checks came from, and is none.
    private boolean admitted(IceLite agent, ByteBuffer bytes, int length, long now) {
        Peer source = socket.source();
        if (StunMessage.looksLike(bytes, 0, length)) {
            foreign += agent.check(bytes, length, source, now) ? 0 : 1;
            remote = agent.chosen();
            return false;
        }
        boolean known = agent.knows(source);
        foreign += known ? 0 : 1;
        return known;
    }

    /// Once a second.
    public void housekeeping(long now) {
        if (ice != null) {
            ice.tick(now);
            remote = ice.chosen();
        }
    }

    private int indexOf(int payloadType) {
        for (int i = 0; i < payloadTypes.length; i++) {
            if (payloadTypes[i] == payloadType) {
                return i;
            }
        }
        return -1;
    }

    /// Whether the packet may be heard though its source is not settled yet.
    private boolean heard(long now) {
        if (latch == null) {
            return false;
        }
        Peer source = socket.source();
        switch (latch.judge(source, socket.fromAimedHost(), packet.ssrc(), packet.sequence(), now)) {
            case FOREIGN -> {
                return false;
            }
            case TRIAL -> {
                if (!source.equals(trial)) {
                    trial = source;
                    socket.redirect(source);
                }
            }
            case SETTLED -> {
                remote = source;
                latch = null;
                socket.connect(source);
            }
        }
        return true;
    }

    /// The view over the packet taken last.
    public RtpPacket view() {
        return packet;
    }

    /// The codec of the audio packet taken last.
    public @Nullable Codec codec() {
        return codec;
    }

    /// The key whose press began with the event taken last, or 0.
    public char key() {
        return key;
    }

    /// Whom packets come from; null while that is not known.
    public @Nullable Peer remote() {
        return remote;
    }

    /// Whether somebody wants [#frame]. Without, packets are not decoded and no buffer is held.
    public void listen(boolean wanted) {
        if (wanted && jitter == null) {
            jitter = new JitterBuffer();
        } else if (!wanted && jitter != null) {
            lateBefore += jitter.late();
            jitter = null;
        }
    }

    /// What was heard in the frame of this tick; the same array for everybody who asks within the tick.
    ///
    /// @param tick a number that is another one for every frame
    public short[] frame(long tick) {
        if (tick != frameTick) {
            frameTick = tick;
            if (jitter == null) {
                Arrays.fill(frame, (short) 0);
                audible = false;
            } else {
                audible = jitter.take(frame, frame.length);
            }
        }
        return frame;
    }

    /// Whether the frame asked for last holds anything but silence made up here.
    public boolean audible() {
        return audible;
    }

    public ReceptionStatistics statistics() {
        return statistics;
    }

    public long late() {
        return lateBefore + (jitter == null ? 0 : jitter.late());
    }

    public long foreign() {
        return foreign;
    }

    /// Packets, RTCP included, whose tag was wrong or that had come before.
    public long unauthentic() {
        return unauthentic;
    }

    /// Opens a report in place; its length, or less than zero when it is not to be read.
    int openControl(ByteBuffer bytes, int length) {
        int plain = keys == null ? length : keys.openControl(bytes, length);
        unauthentic += plain < 0 ? 1 : 0;
        return plain;
    }

    /// One line that names the steps and what each dropped.
    public String describe() {
        return "received " + statistics.received() + ", unauthentic " + unauthentic + ", malformed " + malformed
                + ", unknown type " + unknown + ", foreign " + foreign + ", stray " + stray + ", lost "
                + statistics.lost() + ", late " + late();
    }
}
