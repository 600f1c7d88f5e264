package org.offhook.fuzzing.targets;

import java.nio.ByteBuffer;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.media.codec.Codec;
import org.offhook.media.codec.Decoder;
import org.offhook.protocols.rtp.OpusPayload;

/// Opus: a packet gives as much sound as its first bytes say, or none, and none of it is the mark of the jitter
/// buffer; of lost sound no more is made up than was lost.
public final class OpusTarget implements Target {

    private static final int TICKS = 6;
    private static final int FRAME = 160;

    @Override
    public String name() {
        return "opus";
    }

    /// Two decoders, of all that they ever need.
    @Override
    public long memory() {
        return 8_000_000;
    }

    /// A packet costs a hundred times what a message of SIP does.
    @Override
    public int inputs() {
        return 600;
    }

    @Override
    public void check(byte[] input) {
        ByteBuffer packet = ByteBuffer.wrap(input);
        short[] sound = new short[Decoder.LONGEST_OPUS];
        Decoder decoder = Codec.OPUS.decoder();
        int expected = OpusPayload.duration(packet, 0, input.length) / TICKS;
        for (int round = 0; round < 2; round++) {
            int lost = decoder.recover(packet, 0, input.length, FRAME, sound);
            Promise.holds(lost >= 0 && lost <= FRAME, "no more is made up than was lost");
            int made = decoder.decode(packet, 0, input.length, sound, 0);
            Promise.holds(made == 0 || made == expected, "a packet is as long as it says");
            for (short sample : sound) {
                Promise.holds(sample != Short.MIN_VALUE, "no sample is the mark of what did not come");
            }
        }
    }
}
