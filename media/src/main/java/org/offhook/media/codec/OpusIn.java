package org.offhook.media.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.rtp.OpusPayload;

/// Opus (RFC 6716) as one far end sends it, at 8 kHz, one channel.
///
/// The bytes are a stranger's, and the library checks them by running into its own arrays: whatever it throws
/// means that a packet cannot be understood. Its state is then worth nothing, so the stream begins anew.
final class OpusIn implements Decoder {
    private static final int RATE = 8_000;

    /// Sound is made in pieces of 2.5 ms.
    private static final int PIECE = RATE / 400;

    private @Nullable OpusDecoder decoder;
    private byte[] packet = new byte[256];

    @Override
    public int decode(ByteBuffer from, int at, int count, short[] into, int offset) {
        int samples = samples(from, at, count);
        return samples == 0 ? 0 : make(read(from, at, count), count, into, offset, samples, false);
    }

    /// The latest of what was lost may stand in the packet a second time (in-band FEC, RFC 6716 §2.1.7), as long
    /// as the packet itself; what was before is continued from what came before it (§4.4).
    @Override
    public int recover(ByteBuffer from, int at, int count, int lost, short[] into) {
        int again = samples(from, at, count);
        if (again == 0 || lost % PIECE != 0 || lost > into.length) {
            return 0;
        }
        int repeated = Math.min(again, lost);
        int before = lost - repeated;
        if (before > 0 && make(null, 0, into, 0, before, false) != before) {
            return 0;
        }
        return before + make(read(from, at, count), count, into, before, repeated, true);
    }

    private static int samples(ByteBuffer from, int at, int count) {
        return OpusPayload.duration(from, at, count) / Codec.OPUS.ticks();
    }

    private byte[] read(ByteBuffer from, int at, int count) {
        if (packet.length < count) {
            packet = new byte[count];
        }
        from.get(at, packet, 0, count);
        return packet;
    }

    /// @param bytes null: there is no packet
    private int make(byte @Nullable [] bytes, int count, short[] into, int offset, int samples, boolean again) {
        try {
            if (decoder == null) {
                decoder = new OpusDecoder(RATE, 1);
            }
            int made = decoder.decode(bytes, 0, count, into, offset, samples, again);
            for (int i = offset; i < offset + made; i++) {
                into[i] = (short) Math.max(into[i], -Short.MAX_VALUE);
            }
            return made;
        } catch (OpusException | RuntimeException | AssertionError notUnderstood) {
            decoder = null;
            return 0;
        }
    }
}
