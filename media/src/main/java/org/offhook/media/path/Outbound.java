package org.offhook.media.path;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.offhook.media.codec.Codec;
import org.offhook.media.codec.Encoder;
import org.offhook.media.net.LegSocket;
import org.offhook.protocols.rtp.OpusPayload;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.rtp.TelephoneEventSender;
import org.offhook.protocols.sdp.RtpFormat;
import org.offhook.protocols.srtp.SrtpSender;

/// The way out of a leg: one RTP stream with one SSRC, whose sequence and timestamps go on without a break
/// whatever its content is: frames made here, telephone events, or packets of another leg passed through.
///
/// Passed-through packets keep their spacing: from the first of a run two offsets are taken, for sequence and
/// timestamp, and later ones are only shifted by them, so that the far end sees loss and reordering as they
/// happened and can deal with them. The run ends when this leg sends something of its own or the source
/// changes.
///
/// Timestamps are `base + clock`, the clock being the shard's in ticks of the codec's; the base grows when a
/// passed-through
/// stream ran ahead of it, so timestamps never step back.
public final class Outbound {
    /// A sequence that moves by more is another stream.
    private static final int LONGEST_JUMP = 500;

    /// A timestamp that moves back by more samples, a second, is another stream.
    private static final int LONGEST_STEP_BACK = 8_000;

    private final LegSocket socket;
    private final ByteBuffer scratch;
    private final int ssrc;

    private final Transcoder transcoder = new Transcoder();
    private @Nullable Codec codec;
    private RtpFormat sending = RtpFormat.PCMU;
    private @Nullable Encoder encoder;
    private int ticks = 1;
    private @Nullable RtpFormat events;
    private boolean allowed;

    private int sequence;
    private int base;
    private int nextFree;
    private boolean started;
    private boolean broken = true;

    /// By how much the base has grown since it was the clock's.
    private int grown;

    private final Lead lead = new Lead();
    private boolean passing;
    private int passedSsrc;
    private int passedFirst;
    private int passedHighest;
    private int sequenceShift;
    private int timestampShift;

    private @Nullable SrtpSender keys;
    private long packets;
    private long octets;
    private int lastTimestamp;

    /// @param scratch a buffer for packets, shared by all legs of the shard
    /// @param ssrc random, as are `sequence` and `base` (RFC 3550 §5.1)
    public Outbound(LegSocket socket, ByteBuffer scratch, int ssrc, int sequence, int base) {
        this.socket = socket;
        this.scratch = scratch;
        this.ssrc = ssrc;
        // The upper half is left out: a receiver that misses the first packets could not tell whether the
        // sequence has run over already, which the keys depend upon (RFC 3711 §3.3.1).
        this.sequence = sequence & 0x7fff;
        this.base = base;
    }

    /// Sets how to send from now on.
    ///
    /// @param format what is to be sent, with what the far end says of itself
    /// @param takesEvents telephone-event as the far end takes it; null: it takes none
    /// @param mayAlways false while the far end wants to hear nothing
    /// @param clock the shard's clock
    public void agree(RtpFormat format, @Nullable RtpFormat takesEvents, boolean mayAlways, int clock) {
        Codec agreed = Codec.of(format).orElseThrow();
        if (codec != agreed || !sending.parameters().equals(format.parameters())) {
            codec = agreed;
            encoder = null;
        }
        if (ticks != agreed.ticks()) {
            // The timestamp goes on from where it is, faster or slower than before (RFC 7160 §4).
            ticks = agreed.ticks();
            base = nextFree - clock * ticks;
            grown = 0;
            broken = true;
        }
        sending = format;
        events = takesEvents;
        allowed = mayAlways;
        passing = false;
    }

    /// An encoder is made when there is something to encode: packets of another leg need none.
    private Encoder encoder(Codec of) {
        if (encoder == null) {
            encoder = of.encoder(sending);
        }
        return encoder;
    }

    /// Sets what packets are encrypted with from now on; null: nothing.
    public void keys(@Nullable SrtpSender changed) {
        keys = changed;
    }

    /// Encrypts a report in place; its new length.
    int sealControl(ByteBuffer bytes, int length) {
        return keys == null ? length : keys.protectControl(bytes, 0, length);
    }

    public boolean open() {
        return codec != null && allowed;
    }

    public @Nullable Codec codec() {
        return codec;
    }

    public boolean takesEvents() {
        return events != null;
    }

    /// Ticks of the clock of telephone events in a sample.
    public int eventTicks() {
        return events == null ? 1 : Math.max(1, events.clockRate() / 8_000);
    }

    /// Ticks of the RTP clock in a sample.
    int ticks() {
        return ticks;
    }

    /// Whether packets of this codec can be passed on; null: of no codec yet.
    public boolean passes(@Nullable Codec from) {
        return from == null || codec == null || from.passesTo(codec);
    }

    public int ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    public long octets() {
        return octets;
    }

    /// Timestamp of the packet sent last.
    public int lastTimestamp() {
        return lastTimestamp;
    }

    /// Sends a frame of samples.
    ///
    /// @param clock the shard's clock at the beginning of the frame
    public void frame(short[] samples, int count, int clock) {
        if (codec != null && allowed) {
            own(encoder(codec).encode(samples, 0, count, scratch, RtpPacket.HEADER), count, clock);
        }
    }

    /// Sends a frame of silence.
    public void silence(int count, int clock) {
        if (codec != null && allowed && !catchesUp(count * ticks)) {
            own(encoder(codec).silence(count, scratch, RtpPacket.HEADER), count, clock);
        }
    }

    /// Sound that ran ahead of its time waits at the far end. While there is nothing to say, less is sent than
    /// time passes until that is gone.
    ///
    /// @return whether the frame of this length is left out
    private boolean catchesUp(int length) {
        if (grown <= Lead.USUAL * ticks) {
            return false;
        }
        grown -= length;
        base -= length;
        return true;
    }

    private void own(int length, int samples, int clock) {
        passing = false;
        int timestamp = stamp(clock);
        boolean marker = broken || timestamp != nextFree;
        RtpPacket.writeHeader(scratch, 0, marker, sending.payloadType(), sequence, timestamp, ssrc);
        advance(timestamp + samples * ticks);
        send(scratch, 0, RtpPacket.HEADER + length, timestamp);
    }

    /// The timestamp at which an event that begins now is to be sent.
    public int eventTimestamp(int clock) {
        passing = false;
        return stamp(clock);
    }

    /// Sends this frame's packet of a key press, if there is one.
    ///
    /// @param sender pressed at [#eventTimestamp]
    public void event(TelephoneEventSender sender, int count, int clock) {
        int length = sender.frame(scratch, RtpPacket.HEADER);
        passing = false;
        if (length == 0 || !allowed || events == null) {
            return;
        }
        int timestamp = sender.timestamp();
        RtpPacket.writeHeader(scratch, 0, sender.first(), events.payloadType(), sequence, timestamp, ssrc);
        advance(base + (clock + count) * ticks);
        broken = true;
        send(scratch, 0, RtpPacket.HEADER + length, timestamp);
    }

    /// Passes another leg's packet on. The packet is changed in its buffer.
    ///
    /// @param from its codec, which [#passes]; null when it is a telephone event
    public void pass(RtpPacket packet, @Nullable Codec from, int clock) {
        if (codec == null || !allowed || (from == null && events == null)) {
            return;
        }
        boolean marker = packet.marker();
        if (!continues(packet)) {
            beginPassing(packet, clock);
            marker = true;
        }
        int ahead = (short) (packet.sequence() - passedHighest);
        if (ahead <= 0 && (short) (packet.sequence() - passedFirst) < 0) {
            return;
        }
        int timestamp = packet.timestamp() + timestampShift;
        if (from != null && ahead == 1 && lead.isTooLong((timestamp - base + grown - clock * ticks) / ticks)) {
            leaveOut(packet, duration(packet, from));
            return;
        }
        int length = packet.payloadLength();
        int at = packet.payloadOffset();
        ByteBuffer bytes = packet.buffer();
        if (ahead > 0) {
            passedHighest = packet.sequence();
            sequence = packet.sequence() + sequenceShift;
            advance(timestamp + (from == null ? eventDuration(packet) : duration(packet, from)));
        }
        if (from != null && from != codec) {
            transcoder.rewrite(from, encoder(codec), bytes, at, length);
        }
        int type = (from == null && events != null ? events : sending).payloadType();
        int shifted = packet.sequence() + sequenceShift;
        RtpPacket.writeHeader(bytes, at - RtpPacket.HEADER, marker, type, shifted, timestamp, ssrc);
        send(bytes, at - RtpPacket.HEADER, RtpPacket.HEADER + length, timestamp);
    }

    /// The next packet follows the one before, and what was overtaken by this one is left out too.
    private void leaveOut(RtpPacket packet, int duration) {
        passedHighest = packet.sequence();
        passedFirst = packet.sequence() + 1;
        sequenceShift--;
        timestampShift -= duration;
    }

    private boolean continues(RtpPacket packet) {
        if (!passing || packet.ssrc() != passedSsrc) {
            return false;
        }
        int ahead = (short) (packet.sequence() - passedHighest);
        int back = nextFree - (packet.timestamp() + timestampShift);
        return Math.abs(ahead) <= LONGEST_JUMP && (ahead <= 0 || back < LONGEST_STEP_BACK * ticks);
    }

    private void beginPassing(RtpPacket packet, int clock) {
        passing = true;
        lead.restart();
        passedSsrc = packet.ssrc();
        passedFirst = packet.sequence();
        passedHighest = packet.sequence() - 1;
        sequenceShift = sequence - packet.sequence();
        timestampShift = stamp(clock) - packet.timestamp();
    }

    private static int duration(RtpPacket packet, Codec from) {
        int length = packet.payloadLength();
        return from.bytewise() ? length : OpusPayload.duration(packet.buffer(), packet.payloadOffset(), length);
    }

    private static int eventDuration(RtpPacket packet) {
        return packet.payloadLength() < 4 ? 0 : (packet.payload(2) & 0xff) << 8 | (packet.payload(3) & 0xff);
    }

    /// The timestamp for this moment, never before the end of what was sent.
    private int stamp(int clock) {
        int timestamp = base + clock * ticks;
        if (started && timestamp - nextFree < 0) {
            base += nextFree - timestamp;
            grown += nextFree - timestamp;
            return nextFree;
        }
        return timestamp;
    }

    private void advance(int end) {
        sequence = (sequence + 1) & 0xffff;
        if (!started || end - nextFree > 0) {
            nextFree = end;
        }
        started = true;
        broken = false;
    }

    private int seal(ByteBuffer bytes, int from, int length) {
        return keys == null ? length : keys.protect(bytes, from, length);
    }

    private void send(ByteBuffer bytes, int from, int length, int timestamp) {
        if (from + length + SrtpSender.GROWTH > bytes.capacity()) {
            return; // Passed on from elsewhere; no sound of ours is that long.
        }
        int sealed = seal(bytes, from, length);
        bytes.limit(from + sealed).position(from);
        boolean sent = socket.send(bytes);
        bytes.clear();
        if (sent) {
            packets++;
            octets += length - RtpPacket.HEADER;
            lastTimestamp = timestamp;
        }
    }
}
