package org.offhook.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.nio.ByteBuffer;
import org.offhook.protocols.sdp.RtpFormat;

/// Opus (RFC 6716) as one far end hears it: speech of one channel at 8 kHz, in packets of 20 ms.
final class OpusOut implements Encoder {
    private static final int RATE = 8_000;

    /// Bits a second, at which speech of this width is as clear as it gets.
    private static final int BITRATE = 20_000;

    /// Of 0 to 10; higher ones cost more than can be heard at 8 kHz.
    private static final int COMPLEXITY = 1;

    /// The loss in percent that sound is repeated for, when the far end can use that.
    private static final int LOSS = 10;

    private static final int LONGEST_FRAME = 1_275;

    private final OpusEncoder encoder;
    private final byte[] packet = new byte[LONGEST_FRAME];
    private short[] silence = {};

    /// @param agreed with the parameters of the far end (RFC 7587 §6.1)
    OpusOut(RtpFormat agreed) {
        try {
            encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException impossible) {
            throw new IllegalStateException("no encoder of 8 kHz", impossible);
        }
        int most = agreed.parameter("maxaveragebitrate", BITRATE);
        encoder.setBitrate(Math.clamp(most, 6_000, BITRATE));
        encoder.setComplexity(COMPLEXITY);
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        encoder.setUseVBR(agreed.parameter("cbr", 0) == 0);
        boolean repeating = agreed.parameter("useinbandfec", 0) == 1;
        encoder.setUseInbandFEC(repeating);
        encoder.setPacketLossPercent(repeating ? LOSS : 0);
    }

    @Override
    public int encode(short[] from, int offset, int count, ByteBuffer into, int at) {
        try {
            int length = encoder.encode(from, offset, count, packet, 0, packet.length);
            into.put(at, packet, 0, length);
            return length;
        } catch (OpusException bug) {
            throw new IllegalStateException(count + " samples are no packet", bug);
        }
    }

    @Override
    public int silence(int count, ByteBuffer into, int at) {
        if (silence.length != count) {
            silence = new short[count];
        }
        return encode(silence, 0, count, into, at);
    }
}
