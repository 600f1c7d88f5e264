package org.offhook.protocols.rtp;

import java.nio.ByteBuffer;

/// What the first two bytes of a packet of Opus tell (RFC 6716 §3). The RTP clock has 48 kHz (RFC 7587 §4.1).
public final class OpusPayload {

    private static final int LONGEST = 5_760;

    private static final int[] SPEECH = {480, 960, 1_920, 2_880};
    private static final int[] BOTH = {480, 960};
    private static final int[] MUSIC = {120, 240, 480, 960};

    private OpusPayload() {}

    /// How long the sound of the packet is, in ticks of the RTP clock.
    ///
    /// @return 120–5,760; 0 when it is no packet of Opus
    public static int duration(ByteBuffer bytes, int at, int length) {
        if (length < 1) {
            return 0;
        }
        int first = bytes.get(at) & 0xff;
        int frames = switch (first & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? 0 : bytes.get(at + 1) & 0x3f;
        };
        int total = frames * frame(first >> 3);
        return total <= LONGEST ? total : 0;
    }

    /// By the 32 configurations of §3.1.
    private static int frame(int configuration) {
        if (configuration < 12) {
            return SPEECH[configuration & 3];
        }
        return configuration < 16 ? BOTH[configuration & 1] : MUSIC[configuration & 3];
    }
}
