package org.offhook.media.path;

import org.offhook.media.codec.Codec;
import org.offhook.media.codec.Decoder;
import org.offhook.protocols.rtp.RtpPacket;

/// Makes samples of the packets of one payload type, for the jitter buffer.
///
/// Bytes that are samples mean the same in any order. A packet of Opus means something only after those before
/// it: one that comes after a later one is left out, and what it would have said is recovered when the later one
/// comes, which is before it is to be heard.
final class Unpacker {

    /// Samples of a gap that are recovered: 60 ms. A longer one is silence that the far end did not send, or a
    /// loss that nothing helps.
    private static final int LONGEST_GAP = 480;

    /// A step of the sequence by more is another stream.
    private static final int LONGEST_STEP = 500;

    private final Codec codec;
    private final Decoder decoder;
    private boolean started;
    private int ssrc;
    private int sequence;

    /// The RTP clock, which runs over at 32 bits, and the same without.
    private int timestamp;

    private long ticks;

    /// Where the packet before this one ended, in samples.
    private int end;

    Unpacker(Codec codec) {
        this.codec = codec;
        this.decoder = codec.decoder();
    }

    /// @param work room for the samples of any packet
    void unpack(RtpPacket packet, short[] work, JitterBuffer into) {
        if (codec.bytewise()) {
            int count = decode(packet, work);
            into.put(packet.ssrc(), packet.timestamp(), work, count);
        } else if (follows(packet)) {
            inOrder(packet, work, into);
        }
    }

    private void inOrder(RtpPacket packet, short[] work, JitterBuffer into) {
        int step = started ? (short) (packet.sequence() - sequence) : 1;
        ticks += started ? packet.timestamp() - timestamp : packet.timestamp();
        sequence = packet.sequence();
        timestamp = packet.timestamp();
        int begin = (int) Math.floorDiv(ticks, codec.ticks());
        int gap = begin - end;
        if (started && step > 1 && gap > 0 && gap <= LONGEST_GAP) {
            int count = decoder.recover(packet.buffer(), packet.payloadOffset(), packet.payloadLength(), gap, work);
            into.put(ssrc, end, work, count);
        }
        started = true;
        int count = decode(packet, work);
        into.put(ssrc, begin, work, count);
        end = begin + count;
    }

    private int decode(RtpPacket packet, short[] work) {
        int length = packet.payloadLength();
        return length > work.length ? 0 : decoder.decode(packet.buffer(), packet.payloadOffset(), length, work, 0);
    }

    /// Whether it is later than all before it.
    private boolean follows(RtpPacket packet) {
        int step = (short) (packet.sequence() - sequence);
        if (!started || packet.ssrc() != ssrc || Math.abs(step) > LONGEST_STEP) {
            started = false;
            ticks = 0;
            ssrc = packet.ssrc();
            return true;
        }
        return step > 0;
    }
}
